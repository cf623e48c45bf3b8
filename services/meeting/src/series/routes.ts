import { seriesRoutes as contract, meetingEvents } from '@skein/contracts';
import {
  findCommunity,
  type Implementation,
  missing,
  newId,
  type Order,
  read,
  readPage,
  type ServiceContext,
  staleUnless,
  type Tx,
  unknownReference,
  write,
} from '@skein/service-kit';
import { changeSeries, startSeries } from './decide.ts';
import { findSeries, presentSeries, putSeries, type SeriesRow, series } from './store.ts';

const order: Order = [['_id', 1]];

const save = async (
  tx: Tx,
  row: SeriesRow,
  event: typeof meetingEvents.seriesStarted | typeof meetingEvents.seriesChanged,
): Promise<void> => {
  await putSeries(tx, row);
  const { _id, network, version, community, kind } = row;
  tx.record(event, { network, subject: _id, version, data: { series: _id, community, kind } });
};

export const seriesRoutes = ({ db }: ServiceContext): Implementation[] => [
  write(contract.startSeries, async ({ network, body, deny, tx }) => {
    const denied = deny('meeting.plan', { community: body.community });
    if (denied) return denied;
    if (!(await findCommunity(db, network, body.community)))
      return unknownReference('community', 'community', body.community);
    const row = startSeries(body, network, newId());
    await save(tx, row, meetingEvents.seriesStarted);
    return presentSeries(row);
  }),

  read(contract.listSeries, async ({ network, query }) => {
    const filter = { network, ...(query.community && { community: query.community }) };
    return readPage(series(db), filter, order, query, presentSeries);
  }),

  write(contract.editSeries, async ({ network, params, body, ifMatch, deny, tx }) => {
    const before = await findSeries(tx, network, params.id);
    if (!before) return missing('series', params.id);
    const denied = deny('meeting.plan', { community: before.community });
    if (denied) return denied;
    const stale = staleUnless(ifMatch, before.version);
    if (stale) return stale;
    const { row, fields } = changeSeries(before, body);
    if (fields.length) await save(tx, row, meetingEvents.seriesChanged);
    return presentSeries(row);
  }),
];
