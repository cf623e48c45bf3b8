import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { MeetingNotice } from '@skein/contracts';
import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { AnswerableRows } from '../coming/AnswerableRows.tsx';
import { useCommunities, useMyCommunities } from '../communities/queries.ts';
import { DocumentTitle } from '../session/DocumentTitle.tsx';
import { useNetwork } from '../session/queries.ts';
import { Button } from '../ui/button/Button.tsx';
import { Empty } from '../ui/empty/Empty.tsx';
import { Title } from '../ui/layout/Layout.tsx';
import { SectionHead } from '../ui/sheet/Sheet.tsx';
import { RouteTabs } from '../ui/tabs/RouteTabs.tsx';
import { useMoments } from '../words/moments.ts';
import { isHeldBy } from './held-by.ts';
import { calendarQuery } from './queries.ts';

const route = getRouteApi('/calendar');

/** A link to one meeting leads to its place in the list. */
const useMeetingOfAddress = (): void => {
  const hash = useLocation({ select: (location) => location.hash });
  useEffect(() => {
    if (hash.startsWith('meeting-')) document.getElementById(hash)?.scrollIntoView();
  }, [hash]);
};

const Month = ({ title, meetings }: { title: string; meetings: readonly MeetingNotice[] }) => {
  const communities = useCommunities();
  return (
    <section aria-label={title}>
      <SectionHead>
        <h2>{title}</h2>
        <span className="quiet">
          <Plural value={meetings.length} one="# meeting" other="# meetings" />
        </span>
      </SectionHead>
      <AnswerableRows meetings={meetings} communities={communities} />
    </section>
  );
};

/** The coming meetings that one may see, by month: of all, or of one’s own communities. */
export const Calendar = () => {
  const { t } = useLingui();
  const { of } = route.useSearch();
  const { timeZone } = useNetwork();
  const mine = useMyCommunities().map(({ id }) => id);
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(calendarQuery);
  const { written } = useMoments();
  useMeetingOfAddress();
  const all = data.pages.flatMap(({ items }) => items);
  const shown = of === 'mine' ? all.filter((meeting) => isHeldBy(meeting, mine)) : all;
  const months = Map.groupBy(shown, ({ startsAt }) => written(startsAt, 'since'));
  const readersZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <>
      <DocumentTitle>{t`Calendar`}</DocumentTitle>
      <Title
        lead={
          readersZone === timeZone ? (
            <Trans>The meetings that are coming.</Trans>
          ) : (
            <Trans>The meetings that are coming, by your clock; the network’s stands beside it.</Trans>
          )
        }
      >
        <Trans>Calendar</Trans>
      </Title>
      {mine.length > 0 && (
        <RouteTabs label={t`Whose meetings`}>
          <Link to="/calendar" activeOptions={{ exact: true, includeSearch: true }}>
            <Trans>All that I may see</Trans>
          </Link>
          <Link to="/calendar" search={{ of: 'mine' }} activeOptions={{ includeSearch: true }}>
            <Trans>My communities</Trans>
          </Link>
        </RouteTabs>
      )}
      <div className="stack stack--wide">
        {[...months].map(([title, meetings]) => (
          <Month key={title} title={title} meetings={meetings} />
        ))}
        {shown.length === 0 && !hasNextPage && (
          <Empty title={<Trans>No meeting is planned just now</Trans>}>
            <Trans>As soon as one is, it stands here.</Trans>
          </Empty>
        )}
        {hasNextPage && (
          <Button look="quiet" onPress={() => fetchNextPage()} pending={isFetchingNextPage && t`Loading …`}>
            <Trans>Show more</Trans>
          </Button>
        )}
      </div>
    </>
  );
};
