import type { Meeting, Series, SeriesPlan } from '@skein/contracts';
import { keepPreviousData, queryOptions, useQueryClient } from '@tanstack/react-query';
import { client } from '../session/client.ts';

type Body<C extends (...args: never[]) => unknown> = Parameters<C>[0] extends { body: infer B } ? B : never;
export type SeriesChange = Body<typeof client.changeDates>;

/** What a plan would come to; of one that cannot be, the refusal is the error. */
export const previewQuery = (community: string, plan: SeriesPlan | undefined) =>
  queryOptions({
    queryKey: ['planning', 'preview', community, plan],
    queryFn: ({ signal }) => {
      if (!plan) throw new Error('no plan yet');
      return client.previewSeries({ body: { community, plan }, signal });
    },
    enabled: plan !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 60_000,
  });

/** What a change of a series would do to each date. */
export const changesQuery = (series: string, body: SeriesChange | undefined) =>
  queryOptions({
    queryKey: ['planning', 'changes', series, body],
    queryFn: ({ signal }) => {
      if (!body) throw new Error('no change yet');
      return client.previewChanges({ params: { id: series }, body, signal });
    },
    enabled: body !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
  });

export const seriesQuery = (community: string, id: string | undefined) =>
  queryOptions({
    queryKey: ['meetings', 'series', community, id ?? ''],
    queryFn: async ({ signal }): Promise<Series | null> => {
      if (id === undefined) return null;
      const all = await client.listSeries.all({ query: { community }, signal }).toArray();
      return all.find((one) => one.id === id) ?? null;
    },
  });

/** The steps of who plans; each asks anew for what is planned. */
export const usePlanning = () => {
  const queries = useQueryClient();
  const settled = async <T>(step: Promise<T>): Promise<T> => {
    const answer = await step;
    await queries.invalidateQueries({ queryKey: ['meetings'] });
    return answer;
  };
  const at = ({ id, version }: Pick<Meeting | Series, 'id' | 'version'>) => ({
    params: { id },
    ifMatch: version,
  });
  return {
    planMeeting: (body: Body<typeof client.planMeeting>) => settled(client.planMeeting.attempt({ body })),
    startSeries: (body: Body<typeof client.startSeries>) => settled(client.startSeries.attempt({ body })),
    change: (one: Meeting, body: Body<typeof client.editMeeting>) =>
      settled(client.editMeeting.attempt({ ...at(one), body })),
    changeSeries: (one: Series, body: SeriesChange) =>
      settled(client.changeDates.attempt({ ...at(one), body })),
    handOver: (one: Series, facilitator: string | null) =>
      settled(client.editSeries.attempt({ ...at(one), body: { facilitator } })),
    cancel: (one: Meeting, reason: string) =>
      settled(client.cancelMeeting.attempt({ ...at(one), body: { reason } })),
    restore: (one: Meeting) => settled(client.restoreMeeting.attempt(at(one))),
    pause: (one: Series, body: Body<typeof client.pauseSeries>) =>
      settled(client.pauseSeries.attempt({ ...at(one), body })),
    end: (one: Series, after: string, reason: string) =>
      settled(client.endSeries.attempt({ ...at(one), body: { after, reason } })),
  };
};
