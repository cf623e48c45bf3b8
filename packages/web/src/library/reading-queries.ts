import type { ReadingList } from '@skein/contracts';
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { client } from '../session/client.ts';

const lists = ['reading-lists'] as const;

export const readingListsQuery = (community: string) =>
  queryOptions({
    queryKey: [...lists, community],
    queryFn: ({ signal }) => client.listReadingLists.all({ query: { community }, signal }).toArray(),
  });

type Made = Parameters<typeof client.makeReadingList>[0]['body'];
type Changed = Parameters<typeof client.editReadingList>[0]['body'];

export const useReadingLists = () => {
  const queries = useQueryClient();
  const settled = async <T>(step: Promise<T>): Promise<T> => {
    const answer = await step;
    await queries.invalidateQueries({ queryKey: lists });
    return answer;
  };
  return {
    make: (body: Made) => settled(client.makeReadingList.attempt({ body })),
    edit: ({ id, version }: ReadingList, body: Changed) =>
      settled(client.editReadingList.attempt({ params: { id }, ifMatch: version, body })),
    remove: ({ id }: ReadingList) => settled(client.removeReadingList.attempt({ params: { id } })),
  };
};
