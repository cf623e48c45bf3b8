import { queryOptions } from '@tanstack/react-query';
import { client } from '../session/client.ts';

const day = 24 * 60 * 60_000;
const lately = 30 * day;

/** From when on something is news, the same all day long. */
const since = (): string => new Date(Math.floor((Date.now() - lately) / day) * day).toISOString();

export const isNews = (moment: string): boolean => Date.now() - Date.parse(moment) < lately;

export const arrivalsQuery = queryOptions({
  queryKey: ['people', 'arrivals'],
  queryFn: async ({ signal }) => (await client.listArrivals({ query: { from: since() }, signal })).items,
  staleTime: 60_000,
});

export const heldMeetingsQuery = queryOptions({
  queryKey: ['meetings', 'held', 'lately'],
  queryFn: async ({ signal }) => {
    const until = new Date().toISOString();
    const found = await client.listMeetings
      .all({ query: { from: since(), until, limit: 200 }, signal })
      .toArray();
    return found.filter(({ status }) => status === 'closed');
  },
  staleTime: 60_000,
});
