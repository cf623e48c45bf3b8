import { infiniteQueryOptions } from '@tanstack/react-query';
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
