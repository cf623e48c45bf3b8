import { wordsIn } from '@skein/contracts/words';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { client } from '../session/client.ts';

const mostWords = 8;

/** Whether there is something to search by: a word, and not so many that it is a text. */
export const canSearch = (text: string): boolean => {
  const words = wordsIn(text);
  return text.length <= 100 && words.length > 0 && words.length <= mostWords;
};

export const searchQuery = (text: string, limit: number) =>
  queryOptions({
    queryKey: ['search', text, limit],
    queryFn: ({ signal }) => client.searchNetwork({ query: { text, limit }, signal }),
    enabled: canSearch(text),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
