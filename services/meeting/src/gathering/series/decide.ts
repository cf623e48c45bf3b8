import { type Changed, type Sent, withChanges } from '@skein/service-kit/decisions';
import type { SeriesRow } from './row.ts';

type Plan = Omit<SeriesRow, '_id' | 'network' | 'version'>;

export const startSeries = (plan: Plan, network: string, _id: string): SeriesRow => ({
  _id,
  network,
  version: 1,
  ...plan,
});

/** Changes a series; the meetings planned from it before keep the agenda that they took over. */
export const changeSeries = (before: SeriesRow, sent: Sent<Omit<Plan, 'community'>>): Changed<SeriesRow> =>
  withChanges(before, sent);
