import { isRefusal, seriesContract } from '@skein/contracts';
import { membersAmong } from '@skein/known';
import { type Implementation, missing, read, toEdit, unknownReference, write } from '@skein/service-kit';
import { toldOf } from '../onlookers/decide.ts';
import { changeSeries } from './decide.ts';
import { presentSeries } from './present.ts';
import { saveSeries } from './record.ts';
import { findSeries, listSeries } from './store.ts';

export const seriesRoutes = (): Implementation[] => [
  read(seriesContract.routes.listSeries, ({ actor, reader, query }) =>
    listSeries(reader, { ...query, of: toldOf(actor) }, (row) => presentSeries(row, actor)),
  ),

  write(seriesContract.routes.editSeries, async ({ actor, params, body, ifMatch, deny, tx }) => {
    const found = await findSeries(tx, params.id);
    const denied = found && deny('meeting.plan', { community: found.community });
    const before = denied ?? toEdit(found, ifMatch, missing('series', params.id));
    if (isRefusal(before)) return before;
    const { facilitator } = body;
    if (facilitator && !(await membersAmong(tx, before.community, [facilitator])).length)
      return unknownReference('facilitator', 'member of the community', facilitator);
    const changed = changeSeries(before, body);
    if (isRefusal(changed)) return changed;
    const { row, fields } = changed;
    if (fields.length) await saveSeries(tx, row, seriesContract.events.seriesChanged);
    return presentSeries(row, actor);
  }),
];
