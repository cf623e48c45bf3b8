import { type Refusal, refuse } from '@skein/contracts';
import { type Changed, type Edited, withEdits } from '@skein/service-kit/decisions';
import type { SeriesRow } from './row.ts';

type Plan = Omit<SeriesRow, '_id' | 'network' | 'version'>;

export const startSeries = (plan: Plan, network: string, _id: string): SeriesRow => ({
  _id,
  network,
  version: 1,
  ...plan,
});

/** Changes a series; the meetings planned from it before keep the agenda that they took over. */
export const changeSeries = (
  before: SeriesRow,
  sent: Edited<Pick<Plan, 'title' | 'kind' | 'rhythm' | 'agenda' | 'facilitator'>>,
): Changed<SeriesRow> | Refusal =>
  before.parts && sent.rhythm !== undefined
    ? refuse('invalid-request', 'Its plan says how often it meets.', [
        'rhythm',
        'follows from the plan of this series; change its dates instead',
      ])
    : withEdits(before, sent);
