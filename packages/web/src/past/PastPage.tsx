import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useCommunityAt } from '../communities/queries.ts';
import { DocumentTitle } from '../session/DocumentTitle.tsx';
import { useDraft } from '../ui/forms/draft.ts';
import { faultsOf, thrown } from '../ui/forms/faults.ts';
import { Title } from '../ui/layout/Layout.tsx';
import { CheckStep } from './CheckStep.tsx';
import { nothing } from './draft.ts';
import { PasteStep } from './PasteStep.tsx';
import styles from './past.module.css';
import { previewQuery } from './queries.ts';

const route = getRouteApi('/communities/$community/meetings/past');

/** Bringing an earlier meeting by its notes: paste them, look where each line lies, take it in. */
export const PastPage = () => {
  const { t } = useLingui();
  const community = useCommunityAt(route.useParams().community);
  const { draft, change, forget } = useDraft(`past-${community.id}`, nothing);
  const { text, places, checking } = draft;
  const asked = { community: community.id, text, places: places ?? undefined };
  const { data, error } = useQuery({
    ...previewQuery(asked),
    enabled: checking && text !== '',
    retry: false,
  });
  const again = () => change({ checking: false });
  return (
    <>
      <DocumentTitle>{`${t`Bring your past`} – ${community.name}`}</DocumentTitle>
      <p className={styles.back}>
        <Link to="/communities/$community/meetings" params={{ community: community.slug }}>
          <Trans>Meetings of {community.name}</Trans>
        </Link>
      </p>
      <Title
        lead={
          <Trans>
            Notes of an earlier meeting become its record: who was there, cases, steps, scores and the chat.
            You see where each line goes before anything is stored.
          </Trans>
        }
      >
        <Trans>Bring your past</Trans>
      </Title>
      {checking && data ? (
        <CheckStep {...{ community, draft, change, forget }} preview={data} onBack={again} />
      ) : (
        <PasteStep
          draft={draft}
          change={change}
          reading={checking && !error}
          faults={checking && error ? faultsOf(thrown(error).problem) : undefined}
        />
      )}
    </>
  );
};
