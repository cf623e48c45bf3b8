import { Trans } from '@lingui/react/macro';
import type { MeetingNotice } from '@skein/contracts';
import { Clock } from 'lucide-react';
import type { ReactNode } from 'react';
import { JoinButton } from '../communities/MeetingRows.tsx';
import { useOpensMeetings } from '../communities/opens.ts';
import { useCommunities } from '../communities/queries.ts';
import { useNetwork } from '../session/queries.ts';
import { Badge } from '../ui/badge/Badge.tsx';
import { RouteButton } from '../ui/button/Button.tsx';
import { Buttons } from '../ui/layout/Layout.tsx';
import { dyeClass } from '../ui/threads/dyes.ts';
import { Threads } from '../ui/threads/Threads.tsx';
import { useMoments } from '../words/moments.ts';
import styles from './home.module.css';

/** The meeting that comes first, as the largest thing of the page, with whether one comes. */
export const NextMeeting = ({ meeting, answer }: { meeting: MeetingNotice; answer: ReactNode }) => {
  const opens = useOpensMeetings();
  const { id, community, title, startsAt, minutes, status, joinLink, place } = meeting;
  const of = useCommunities().find(({ id }) => id === community);
  const { timeZone } = useNetwork();
  const { written, away, elsewhere } = useMoments();
  const there = elsewhere(startsAt, meeting.zone ?? timeZone);
  return (
    <article className={`${styles.next} ${dyeClass(community)}`}>
      <div className={styles.nextThreads}>
        <Threads id={community} width={640} height={56} />
      </div>
      <div className={`${styles.nextWords} on-fill`}>
        <div className="row">
          <Badge tone="onFill">
            <Clock className="icon" aria-hidden="true" />
            {status === 'running' ? <Trans>It has begun</Trans> : away(startsAt)}
          </Badge>
          <span className="small">{of?.name}</span>
        </div>
        <h3 className={styles.nextTitle}>{title}</h3>
        <p>
          <time dateTime={startsAt}>{written(startsAt)}</time>
          {there && <> ({there})</>} · <Trans>{minutes} minutes</Trans>
          {place && <> · {place}</>}
        </p>
        <Buttons>
          {joinLink && <JoinButton to={joinLink} />}
          {opens(meeting) && (
            <RouteButton to="/meetings/$meeting" params={{ meeting: id }} look="quiet">
              <Trans>Go to the meeting</Trans>
            </RouteButton>
          )}
          {of && (
            <RouteButton to="/communities/$community" params={{ community: of.slug }} look="quiet">
              <Trans>Go to the community</Trans>
            </RouteButton>
          )}
        </Buttons>
      </div>
      <div className={styles.nextAnswer}>{answer}</div>
    </article>
  );
};
