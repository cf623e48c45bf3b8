import { type Actor, may, type Series } from '@skein/contracts';
import type { SeriesRow } from './row.ts';

/** A series as somebody sees it: where to join is for those who may read its meetings. */
export const presentSeries = (row: SeriesRow, actor?: Actor): Series => {
  const { _id: id, network: _, parts, fillAt: __, changedAt: ___, joinLink, ...facts } = row;
  const plan = parts?.at(-1);
  return {
    id,
    ...facts,
    ...(plan && { plan }),
    ...(joinLink && may(actor, 'meeting.read', { community: row.community }) && { joinLink }),
  };
};
