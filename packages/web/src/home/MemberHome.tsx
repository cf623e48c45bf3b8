import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Clock } from 'lucide-react';
import { MeetingRows } from '../communities/MeetingRows.tsx';
import { comingMeetingsQuery, isSoon, useCommunities, useMyCommunities } from '../communities/queries.ts';
import { useWaiting } from '../deciding/queries.ts';
import { WaitingRows } from '../deciding/WaitingRows.tsx';
import { DocumentTitle } from '../session/DocumentTitle.tsx';
import { personQuery } from '../session/queries.ts';
import { useActor } from '../session/store.ts';
import { Badge } from '../ui/badge/Badge.tsx';
import { RouteButton } from '../ui/button/Button.tsx';
import { Empty } from '../ui/empty/Empty.tsx';
import { Two } from '../ui/layout/Layout.tsx';
import { SectionHead } from '../ui/sheet/Sheet.tsx';
import { dyeClass } from '../ui/threads/dyes.ts';
import { Threads } from '../ui/threads/Threads.tsx';
import { useMoments } from '../words/moments.ts';
import { MySteps, useMySteps } from '../work/MySteps.tsx';
import { Hello } from './Hello.tsx';
import styles from './home.module.css';

/** Meetings of one’s communities, and those for everybody, that begin within a fortnight. */
const useMyMeetings = () => {
  const mine = useMyCommunities().map(({ id }) => id);
  const { data } = useSuspenseQuery(comingMeetingsQuery());
  return data.filter(
    ({ community, withCommunities = [], audience, startsAt }) =>
      isSoon(startsAt) &&
      (audience === 'network' || [community, ...withCommunities].some((one) => mine.includes(one))),
  );
};

const NextMeeting = () => {
  const [next] = useMyMeetings();
  const communities = useCommunities();
  const { written } = useMoments();
  if (!next) return null;
  const { community, title, startsAt, minutes } = next;
  const of = communities.find(({ id }) => id === community);
  return (
    <article className={`${styles.next} ${dyeClass(community)} on-fill`}>
      <div className={styles.nextThreads}>
        <Threads id={community} width={640} height={56} />
      </div>
      <div className={styles.nextWords}>
        <div className="row">
          <Badge tone="onFill">
            <Clock className="icon" aria-hidden="true" />
            <Trans>Your next meeting</Trans>
          </Badge>
          <span className="small">{of?.name}</span>
        </div>
        <h3 className={styles.nextTitle}>{title}</h3>
        <p>
          <time dateTime={startsAt}>{written(startsAt)}</time> · <Trans>{minutes} minutes</Trans>
        </p>
        {of && (
          <div>
            <RouteButton to="/communities/$community" params={{ community: of.slug }} look="quiet">
              <Trans>Go to the community</Trans>
            </RouteButton>
          </div>
        )}
      </div>
    </article>
  );
};

const greetings = (hour: number) =>
  hour < 5 ? 'night' : hour < 12 ? 'morning' : hour < 18 ? 'day' : 'evening';

const useGreeting = (name: string): string => {
  const { t } = useLingui();
  const first = name.split(' ')[0] ?? name;
  switch (greetings(new Date().getHours())) {
    case 'morning':
      return t`Good morning, ${first}`;
    case 'evening':
      return t`Good evening, ${first}`;
    default:
      return t`Hello, ${first}`;
  }
};

const NothingYet = () => (
  <Empty
    title={<Trans>Nothing waits for you</Trans>}
    act={
      <RouteButton to="/communities">
        <Trans>See the communities</Trans>
      </RouteButton>
    }
  >
    <Trans>Look round the communities, and sit in on a meeting that sounds like you.</Trans>
  </Empty>
);

/** What waits for who is signed in, most urgent first. */
export const MemberHome = () => {
  const { t } = useLingui();
  const actor = useActor();
  const { data: me } = useSuspenseQuery(personQuery(actor?.person ?? ''));
  const meetings = useMyMeetings();
  const { count } = useWaiting();
  const steps = useMySteps();
  const communities = useCommunities();
  const { written } = useMoments();
  return (
    <>
      <DocumentTitle>{t`Home`}</DocumentTitle>
      <Hello above={written(new Date(), 'day')} title={useGreeting(me.name)}>
        <p>
          <Plural
            value={meetings.length}
            _0="No meeting of yours is near."
            one="One meeting in the next two weeks."
            other="# meetings in the next two weeks."
          />
        </p>
      </Hello>
      <Two
        main={
          <section aria-labelledby="waits">
            <h2 className="unheard" id="waits">
              <Trans>What waits for me</Trans>
            </h2>
            {meetings.length > 0 && <NextMeeting />}
            <div className="stack">
              <WaitingRows />
              <MySteps />
            </div>
            {meetings.length + count + steps.length === 0 && <NothingYet />}
          </section>
        }
        side={
          <section aria-labelledby="next">
            <SectionHead
              more={
                <Link to="/communities">
                  <Trans>Communities</Trans>
                </Link>
              }
            >
              <h2 id="next">
                <Trans>Next meetings</Trans>
              </h2>
            </SectionHead>
            {meetings.length > 1 ? (
              <MeetingRows meetings={meetings.slice(1, 6)} communities={communities} />
            ) : (
              <p className="quiet">
                <Trans>No more in the next two weeks.</Trans>
              </p>
            )}
          </section>
        }
      />
    </>
  );
};
