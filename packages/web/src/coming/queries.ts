import type { AnswerState, Coming, MeetingAnswer, OutsideAnswer } from '@skein/contracts';
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { client } from '../session/client.ts';
import { useActor } from '../session/store.ts';

const answers = ['answers'] as const;

/** As many meetings as are asked for at once. */
const most = 100;

/** What one answered to these meetings, and how many come. */
const comingQuery = (meetings: readonly string[]) =>
  queryOptions({
    queryKey: [...answers, 'mine', meetings],
    queryFn: async ({ signal }) => {
      const parts = Array.from({ length: Math.ceil(meetings.length / most) }, (_none, part) =>
        meetings.slice(part * most, (part + 1) * most).join(','),
      );
      const found = await Promise.all(
        parts.map((part) => client.listMyAnswers({ query: { meetings: part }, signal })),
      );
      return found.flatMap(({ items }) => items);
    },
    staleTime: 30_000,
  });

/** Who comes to these meetings, for who is signed in; nothing of those that are not for them. */
export const useComing = (meetings: readonly { readonly id: string }[]): ReadonlyMap<string, Coming> => {
  const actor = useActor();
  const ids = meetings.map(({ id }) => id).toSorted();
  const { data = [] } = useQuery({
    ...comingQuery(ids),
    enabled: actor !== undefined && ids.length > 0,
    // What is there stays, while more is shown.
    placeholderData: keepPreviousData,
  });
  return new Map(data.map((one) => [one.meeting, one]));
};

/** Who comes to one meeting. */
export const meetingComingQuery = (meeting: string) =>
  queryOptions({
    queryKey: [...answers, 'of', meeting],
    queryFn: ({ signal }) => client.readComing({ params: { id: meeting }, signal }),
  });

/** What a meeting is called, and when it is. */
export const meetingQuery = (meeting: string) =>
  queryOptions({
    queryKey: ['meetings', 'one', meeting],
    queryFn: ({ signal }) => client.readMeeting({ params: { id: meeting }, signal }),
  });

/** Who answered so, in the order in which they did; for who plans the meeting. */
export const peopleComingQuery = (meeting: string, state: AnswerState) =>
  infiniteQueryOptions({
    queryKey: [...answers, 'people', meeting, state],
    queryFn: ({ pageParam: after, signal }) =>
      client.listPeopleComing({
        params: { id: meeting },
        query: { state, limit: 50, ...(after && { after }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });

/** Who answered an invitation that was passed on to them; for who plans the meeting. */
export const outsideQuery = (meeting: string) =>
  queryOptions({
    queryKey: [...answers, 'outside', meeting],
    queryFn: ({ signal }) => client.listOutsideAnswers({ params: { id: meeting }, signal }),
  });

export const useAnswers = (meeting: string) => {
  const queries = useQueryClient();
  const settled = async <T>(step: Promise<T>): Promise<T> => {
    const answer = await step;
    await queries.invalidateQueries({ queryKey: answers });
    return answer;
  };
  return {
    answer: (answer: MeetingAnswer, dates: 'one' | 'following' = 'one') =>
      settled(client.answerMeeting.attempt({ params: { id: meeting }, body: { answer, dates } })),
    remove: (person: string) =>
      settled(client.removeFromMeeting.attempt({ params: { id: meeting, person } })),
    settle: ({ id: answer, version }: OutsideAnswer, status: 'accepted' | 'dismissed') =>
      settled(
        client.settleOutsideAnswer.attempt({
          params: { id: meeting, answer },
          ifMatch: version,
          body: { status },
        }),
      ),
    seats: (version: number, capacity: number | null) =>
      settled(
        client.changeCapacity.attempt({ params: { id: meeting }, ifMatch: version, body: { capacity } }),
      ),
  };
};
