import type { seriesContract } from '@skein/contracts';
import type { Tx } from '@skein/service-kit';
import type { SeriesRow } from './row.ts';
import { putSeries } from './store.ts';

type SeriesEvent = typeof seriesContract.events.seriesStarted | typeof seriesContract.events.seriesChanged;

/** Writes a series with its event. */
export const saveSeries = async (tx: Tx, row: SeriesRow, event: SeriesEvent): Promise<void> => {
  await putSeries(tx, { ...row, changedAt: tx.now });
  const { _id, network, version, community, kind } = row;
  tx.record(event, { network, subject: _id, version, data: { series: _id, community, kind } });
};
