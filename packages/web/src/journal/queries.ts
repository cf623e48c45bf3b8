import type { JournalEntry } from '@skein/contracts';
import { infiniteQueryOptions, useQueryClient } from '@tanstack/react-query';
import { client } from '../session/client.ts';

const journal = ['journal'] as const;

/** One’s own entries; of others those shared with oneself, or with a community. */
export const journalQuery = (of: 'me' | 'others', community?: string) =>
  infiniteQueryOptions({
    queryKey: [...journal, of, community ?? ''],
    queryFn: ({ pageParam, signal }) =>
      client.listJournalEntries({
        query: { of, limit: 20, ...(community && { community }), ...(pageParam && { after: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });

type Written = Parameters<typeof client.writeJournalEntry>[0]['body'];
type Changed = Parameters<typeof client.editJournalEntry>[0]['body'];

/** Writing into one’s journal, and sharing what is in it. */
export const useJournal = () => {
  const queries = useQueryClient();
  const settled = async <T>(step: Promise<T>): Promise<T> => {
    const answer = await step;
    await queries.invalidateQueries({ queryKey: journal });
    return answer;
  };
  return {
    write: (body: Written) => settled(client.writeJournalEntry.attempt({ body })),
    edit: ({ id, version }: JournalEntry, body: Changed) =>
      settled(client.editJournalEntry.attempt({ params: { id }, ifMatch: version, body })),
    remove: ({ id }: JournalEntry) => settled(client.removeJournalEntry.attempt({ params: { id } })),
  };
};
