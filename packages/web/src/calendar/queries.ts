import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { client } from '../session/client.ts';
import { type MonthName, weeksOf } from './month.ts';

/** Every meeting from today on that one may see, page by page. */
export const calendarQuery = infiniteQueryOptions({
  queryKey: ['meetings', 'calendar'],
  queryFn: ({ pageParam: after, signal }) => {
    const today = new Date();
    today.setHours(0, 0, 0, 0);
    const from = today.toISOString();
    return client.listMeetings({ query: { from, limit: 50, ...(after && { after }) }, signal });
  },
  initialPageParam: '',
  getNextPageParam: ({ next }) => next,
});

const dayMs = 24 * 60 * 60_000;

/** What there is in the weeks of a month, what was cancelled too. */
export const monthQuery = (month: MonthName, firstDay: number) =>
  queryOptions({
    queryKey: ['meetings', 'month', month, firstDay],
    queryFn: ({ signal }) => {
      const weeks = weeksOf(month, firstDay);
      const [first = new Date(), last = first] = [weeks[0]?.[0], weeks.at(-1)?.at(-1)];
      const from = first.toISOString();
      const until = new Date(last.getTime() + dayMs).toISOString();
      const query = { from, until, limit: 200, cancelled: 'true' };
      return client.listMeetings.all({ query, signal }).toArray();
    },
    staleTime: 60_000,
  });

const year = 365 * 24 * 60 * 60_000;

/** What a community held in the last year, the latest first. */
export const heldMeetingsQuery = (community: string) =>
  queryOptions({
    queryKey: ['meetings', 'held', community],
    queryFn: async ({ signal }) => {
      const [from, until] = [Date.now() - year, Date.now()].map((at) => new Date(at).toISOString());
      const query = { community, limit: 200, ...(from && { from }), ...(until && { until }) };
      const found = await client.listMeetings.all({ query, signal }).toArray();
      return found.filter(({ status }) => status === 'closed').toReversed();
    },
    staleTime: 60_000,
  });
