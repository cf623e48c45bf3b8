import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { client } from '../session/client.ts';

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
