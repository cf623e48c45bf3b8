import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { MeetingNotice } from '@skein/contracts';
import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { AnswerableRows } from '../coming/AnswerableRows.tsx';
import { useCommunities } from '../communities/queries.ts';
import { Button } from '../ui/button/Button.tsx';
import { Empty } from '../ui/empty/Empty.tsx';
import { SectionHead } from '../ui/sheet/Sheet.tsx';
import { useMoments } from '../words/moments.ts';
import { calendarQuery } from './queries.ts';

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

/** All that is coming, by month, as a list. */
export const Coming = ({ isShown }: { isShown: (meeting: MeetingNotice) => boolean }) => {
  const { t } = useLingui();
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(calendarQuery);
  const { written } = useMoments();
  useMeetingOfAddress();
  const shown = data.pages.flatMap(({ items }) => items).filter(isShown);
  const months = Map.groupBy(shown, ({ startsAt }) => written(startsAt, 'since'));
  return (
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
  );
};
