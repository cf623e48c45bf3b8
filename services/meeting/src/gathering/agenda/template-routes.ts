import { agendaTemplatesContract } from '@skein/contracts';
import { refuseCommunity } from '@skein/known';
import { type Implementation, read, staleUnless, write } from '@skein/service-kit';
import { findTemplate, putTemplate } from '../agenda-templates/store.ts';
import { templateOf, withUsualParts } from '../agenda-templates/usual.ts';
import { saveChange } from '../meetings/record.ts';
import { plannedWithUsualParts } from '../meetings/store.ts';

const { routes, events } = agendaTemplatesContract;

/** So many planned calls are given new parts at once; later ones keep those that they have. */
const mostGiven = 500;

export const agendaTemplateRoutes = (): Implementation[] => [
  read(routes.readAgendaTemplate, async ({ reader, params: { id: community }, query, deny }) => {
    const denied = deny('meeting.read', { community }) ?? (await refuseCommunity(reader, community));
    return denied ?? templateOf(reader, community, query.minutes);
  }),

  write(
    routes.saveAgendaTemplate,
    async ({ params: { id: community }, body: { parts }, ifMatch, network, deny, tx }) => {
      const denied = deny('meeting.plan', { community }) ?? (await refuseCommunity(tx, community));
      if (denied) return denied;
      const before = await findTemplate(tx, community);
      const version = before?.version ?? 0;
      const stale = staleUnless(ifMatch, version);
      if (stale) return stale;
      const row = { _id: community, network, version: version + 1, parts };
      await putTemplate(tx, row);
      tx.record(events.agendaTemplateSaved, {
        ...{ network, subject: community, version: row.version },
        data: { community },
      });
      const planned = await plannedWithUsualParts(tx, community, tx.now, mostGiven);
      for (const given of await withUsualParts(tx, planned))
        await saveChange(tx, { ...given, version: given.version + 1 }, ['agenda']);
      return { parts, saved: true, version: row.version };
    },
  ),
];
