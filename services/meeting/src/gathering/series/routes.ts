import { isRefusal, seriesContract } from '@skein/contracts';
import { refuseCommunity } from '@skein/known';
import { type Implementation, missing, newId, read, type Tx, toEdit, write } from '@skein/service-kit';
import { toldOf } from '../onlookers/decide.ts';
import { changeSeries, startSeries } from './decide.ts';
import { presentSeries } from './present.ts';
import type { SeriesRow } from './row.ts';
import { findSeries, listSeries, putSeries } from './store.ts';

const save = async (
  tx: Tx,
  row: SeriesRow,
  event: typeof seriesContract.events.seriesStarted | typeof seriesContract.events.seriesChanged,
): Promise<void> => {
  await putSeries(tx, row);
  const { _id, network, version, community, kind } = row;
  tx.record(event, { network, subject: _id, version, data: { series: _id, community, kind } });
};

export const seriesRoutes = (): Implementation[] => [
  write(seriesContract.routes.startSeries, async ({ network, body, deny, tx }) => {
    const denied = deny('meeting.plan', { community: body.community });
    const unable = denied ?? (await refuseCommunity(tx, body.community));
    if (unable) return unable;
    const row = startSeries(body, network, newId());
    await save(tx, row, seriesContract.events.seriesStarted);
    return presentSeries(row);
  }),

  read(seriesContract.routes.listSeries, ({ actor, reader, query }) =>
    listSeries(reader, { ...query, of: toldOf(actor) }, presentSeries),
  ),

  write(seriesContract.routes.editSeries, async ({ params, body, ifMatch, deny, tx }) => {
    const found = await findSeries(tx, params.id);
    const denied = found && deny('meeting.plan', { community: found.community });
    const before = denied ?? toEdit(found, ifMatch, missing('series', params.id));
    if (isRefusal(before)) return before;
    const { row, fields } = changeSeries(before, body);
    if (fields.length) await save(tx, row, seriesContract.events.seriesChanged);
    return presentSeries(row);
  }),
];
