import { Trans } from '@lingui/react/macro';
import type { MeetingNotice } from '@skein/contracts';
import { useLocation } from '@tanstack/react-router';
import { Answer } from '../coming/Answer.tsx';
import { useComing } from '../coming/queries.ts';
import { DocumentTitle } from '../session/DocumentTitle.tsx';
import { useActor } from '../session/store.ts';
import { RouteButton } from '../ui/button/Button.tsx';
import { Buttons } from '../ui/layout/Layout.tsx';
import { Notice } from '../ui/notice/Notice.tsx';
import { When } from './When.tsx';

/** A meeting for the whole network, for who belongs to none of the communities that hold it, or is not signed in. */
export const Announced = ({ meeting }: { meeting: MeetingNotice }) => {
  const actor = useActor();
  const { href } = useLocation();
  const coming = useComing([meeting]).get(meeting.id);
  const { title, cancelled } = meeting;
  return (
    <div className="stack stack--wide">
      <DocumentTitle>{title}</DocumentTitle>
      <When meeting={meeting} />
      {cancelled && (
        <Notice tone="danger">
          <Trans>It does not take place: {cancelled.reason}</Trans>
        </Notice>
      )}
      {coming?.open && <Answer meeting={meeting} coming={coming} />}
      <p>
        {actor ? (
          <Trans>
            The meeting is for everybody in the network. Its agenda and notes are read by those who belong to
            the communities that hold it.
          </Trans>
        ) : (
          <Trans>
            The meeting is for everybody in the network. Sign in to say whether you come, and to see its
            agenda where you belong to it.
          </Trans>
        )}
      </p>
      <Buttons>
        {!actor && (
          <RouteButton to="/sign-in" search={{ back: href }}>
            <Trans>Sign in</Trans>
          </RouteButton>
        )}
        <RouteButton to="/calendar" look="quiet">
          <Trans>See the calendar</Trans>
        </RouteButton>
      </Buttons>
    </div>
  );
};
