import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { usePrefetchQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useMyMeetings } from '../calendar/mine.ts';
import { MeetingRows } from '../communities/MeetingRows.tsx';
import { comingMeetingsQuery, communitiesQuery, isSoon, useCommunities } from '../communities/queries.ts';
import { LatestLetter } from '../letters/Latest.tsx';
import { CommunityNews } from '../news/News.tsx';
import { DocumentTitle } from '../session/DocumentTitle.tsx';
import { personQuery } from '../session/queries.ts';
import { useActor } from '../session/store.ts';
import { NotAll } from '../surveys/Open.tsx';
import { Two } from '../ui/layout/Layout.tsx';
import { Notice } from '../ui/notice/Notice.tsx';
import { Rows, Section } from '../ui/sheet/Sheet.tsx';
import { withWords } from '../words/languages.ts';
import { useMoments } from '../words/moments.ts';
import { Begin } from './Begin.tsx';
import { Hello } from './Hello.tsx';
import { NextMeeting } from './NextMeeting.tsx';
import { useWaits } from './waits.tsx';

// Most members decide nothing, and need not load what decides.
const WaitingRows = lazy(
  withWords(async () => ({ default: (await import('../deciding/WaitingRows.tsx')).WaitingRows })),
);

// The first page waits for nothing that it is usable without.
const NextAnswer = lazy(() =>
  import('../coming/NextAnswer.tsx').then((loaded) => ({ default: loaded.NextAnswer })),
);

const useGreeting = (name: string): string => {
  const { t } = useLingui();
  const first = name.split(' ')[0] ?? name;
  const hour = new Date().getHours();
  if (hour >= 5 && hour < 12) return t`Good morning, ${first}`;
  return hour >= 18 ? t`Good evening, ${first}` : t`Hello, ${first}`;
};

const NextMeetings = ({ meetings }: { meetings: ReturnType<typeof useMyMeetings> }) => {
  const communities = useCommunities();
  return (
    <Section
      id="next"
      title={<Trans>Next meetings</Trans>}
      more={
        <Link to="/calendar">
          <Trans>Calendar</Trans>
        </Link>
      }
    >
      {meetings.length > 0 ? (
        <MeetingRows meetings={meetings} communities={communities} />
      ) : (
        <p className="quiet">
          <Trans>No more in the next two weeks.</Trans>
        </p>
      )}
    </Section>
  );
};

/** What waits for who is signed in, most urgent first; then what happened in their communities. */
export const MemberHome = () => {
  const { t } = useLingui();
  const actor = useActor();
  const own = personQuery(actor?.person ?? '');
  usePrefetchQuery(own);
  usePrefetchQuery(communitiesQuery);
  usePrefetchQuery(comingMeetingsQuery());
  const { data: me } = useSuspenseQuery(own);
  const meetings = useMyMeetings().filter(({ startsAt }) => isSoon(startsAt));
  const { urgent, decisions, count, failed, loaded } = useWaits();
  const { written } = useMoments();
  const [next, ...later] = meetings;
  return (
    <>
      <DocumentTitle>{t`Home`}</DocumentTitle>
      <Hello above={written(new Date(), 'day')} title={useGreeting(me.name)}>
        <p>
          {loaded ? (
            <Plural
              value={count}
              _0="Nothing waits for you just now."
              one="One thing waits for you."
              other="# things wait for you."
            />
          ) : (
            <Trans>Looking for what waits for you …</Trans>
          )}
        </p>
      </Hello>
      <Two
        main={
          <section aria-labelledby="waits">
            <h2 className="unheard" id="waits">
              <Trans>What waits for me</Trans>
            </h2>
            {next && (
              <NextMeeting
                meeting={next}
                answer={
                  <Suspense>
                    <NextAnswer meeting={next} />
                  </Suspense>
                }
              />
            )}
            {failed && (
              <Notice tone="caution" live>
                <NotAll />
              </Notice>
            )}
            <div className="stack">
              {decisions > 0 && (
                <Suspense>
                  <WaitingRows />
                </Suspense>
              )}
              {urgent.length > 0 && (
                <Rows>{urgent.map(({ row }, place) => row(place === 0 && decisions === 0))}</Rows>
              )}
            </div>
            {loaded && !failed && count === 0 && <Begin />}
          </section>
        }
        side={
          <>
            <NextMeetings meetings={later.slice(0, 5)} />
            <LatestLetter />
          </>
        }
      />
      <CommunityNews />
    </>
  );
};
