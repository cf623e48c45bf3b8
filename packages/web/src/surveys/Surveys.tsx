import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { DocumentTitle } from '../session/DocumentTitle.tsx';
import { useActor } from '../session/store.ts';
import { Title } from '../ui/layout/Layout.tsx';
import { Notice } from '../ui/notice/Notice.tsx';
import { OpenToMe } from './OpenToMe.tsx';
import { ClosedSurveys, ClosedVotes, Published } from './Pages.tsx';

/** All that who is signed in is asked, has answered, and may read of what came of it. */
export const Surveys = () => {
  const { t } = useLingui();
  const actor = useActor();
  return (
    <>
      <DocumentTitle>{t`Surveys and votes`}</DocumentTitle>
      <Title lead={<Trans>What asks you, what you have answered, and what came of it.</Trans>}>
        <Trans>Surveys and votes</Trans>
      </Title>
      <div className="stack stack--wide">
        {actor ? (
          <OpenToMe />
        ) : (
          <Notice>
            <Trans>
              <Link to="/sign-in" search={{ back: '/surveys' }}>
                Sign in
              </Link>{' '}
              to see what asks you. The link in a letter opens without that.
            </Trans>
          </Notice>
        )}
        <Published />
        {actor && (
          <>
            <ClosedVotes />
            <ClosedSurveys />
            <p>
              <a href="/survey-results">
                <Trans>How the surveys of your communities stand</Trans>
              </a>
            </p>
          </>
        )}
      </div>
    </>
  );
};
