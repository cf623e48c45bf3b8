import type { FeedKind } from '@skein/contracts';
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { client } from '../session/client.ts';

const mine = ['me', 'feeds'] as const;

/** The addresses that one’s calendar programs read, without their secrets. */
export const feedsQuery = queryOptions({
  queryKey: mine,
  queryFn: async ({ signal }) => (await client.listFeeds({ signal })).items,
});

export const useFeeds = () => {
  const queries = useQueryClient();
  const settled = async <T>(step: Promise<T>): Promise<T> => {
    const answer = await step;
    await queries.invalidateQueries({ queryKey: mine });
    return answer;
  };
  return {
    open: (kind: FeedKind, community?: string) =>
      settled(client.openFeed.attempt({ body: { kind, ...(community !== undefined && { community }) } })),
    close: (id: string) => settled(client.closeFeed.attempt({ params: { id } })),
  };
};

/** The same address as calendar programs take it up by themselves. */
export const webcal = (address: string): string => address.replace(/^https?:/, 'webcal:');
