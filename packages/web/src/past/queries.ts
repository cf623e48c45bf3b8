import type { LinePlace, PastPreview } from '@skein/contracts';
import { keepPreviousData, queryOptions, useQueryClient } from '@tanstack/react-query';
import { client } from '../session/client.ts';

interface Read {
  readonly community: string;
  readonly text: string;
  /** Where somebody put each line; as it is read without. */
  readonly places?: readonly LinePlace[] | undefined;
}

/** What notes would become; asked for again as their lines are put elsewhere. */
export const previewQuery = ({ community, text, places }: Read) =>
  queryOptions({
    queryKey: ['meetings', 'past', community, text, places ?? 'as-read'],
    queryFn: ({ signal }) =>
      client.previewPastMeeting({
        body: { community, text, ...(places && { places: [...places] }) },
        signal,
      }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });

export type Preview = PastPreview;
type Sent = Parameters<typeof client.takeInPastMeeting>[0]['body'];

/** Takes an earlier meeting in; what shows meetings and work is asked for anew. */
export const useTakingIn = () => {
  const queries = useQueryClient();
  return async (body: Sent) => {
    const answer = await client.takeInPastMeeting.attempt({ body });
    if (answer.ok) await queries.invalidateQueries();
    return answer;
  };
};

const chats = ['meetings', 'chats'] as const;

/** The messages of a meeting’s chat; none where nobody brought one. */
export const chatQuery = (id: string) =>
  queryOptions({
    queryKey: [...chats, id],
    queryFn: ({ signal }) => client.listChat.all({ params: { id }, query: { limit: 200 }, signal }).toArray(),
  });

export const chatLinksQuery = (id: string) =>
  queryOptions({
    queryKey: [...chats, 'links', id],
    queryFn: ({ signal }) => client.listChatLinks({ params: { id }, signal }),
  });

export const useChat = (id: string) => {
  const queries = useQueryClient();
  const settled = async <T>(step: Promise<T>): Promise<T> => {
    const answer = await step;
    await queries.invalidateQueries({ queryKey: chats });
    return answer;
  };
  return {
    look: (text: string) => client.previewChat.attempt({ params: { id }, body: { text } }),
    keep: (text: string, people: { name: string; person: string }[]) =>
      settled(client.takeInChat.attempt({ params: { id }, body: { text, people } })),
    remove: () => settled(client.removeChat.attempt({ params: { id } })),
  };
};
