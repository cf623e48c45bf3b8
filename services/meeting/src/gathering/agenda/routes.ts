import { agendaContract, isRefusal, type Refusal } from '@skein/contracts';
import {
  type Call,
  type Implementation,
  missing,
  newId,
  type Reader,
  read,
  staleUnless,
  write,
} from '@skein/service-kit';
import { over } from '../meetings/decide.ts';
import type { MeetingRow } from '../meetings/row.ts';
import { findMeeting } from '../meetings/store.ts';
import { denyWhere } from '../onlookers/decide.ts';
import { arrange, changeItem, proposeItem } from './decide.ts';
import { presentItem } from './present.ts';
import { recordChanged, recordProposed, recordWithdrawn } from './record.ts';
import type { AgendaItemRow } from './row.ts';
import { findItem, itemsOf } from './store.ts';

interface Found {
  readonly item: AgendaItemRow;
  readonly meeting: MeetingRow;
}

type Deny = Call<typeof agendaContract.routes.editAgendaItem>['deny'];

/** An item with its meeting, if it is there and the actor proposed it or runs a community that holds the meeting. */
const findToEdit = async (reader: Reader, id: string, deny: Deny): Promise<Found | Refusal> => {
  const item = await findItem(reader, id);
  const meeting = item && (await findMeeting(reader, item.meeting));
  if (!meeting) return missing('agenda item', id);
  return denyWhere(deny, 'agenda.edit', meeting, item.proposedBy) ?? { item, meeting };
};

export const agendaRoutes = (): Implementation[] => [
  read(agendaContract.routes.listAgendaItems, async ({ reader, params, deny }) => {
    const meeting = await findMeeting(reader, params.id);
    if (!meeting) return missing('meeting', params.id);
    const denied = denyWhere(deny, 'meeting.read', meeting);
    return denied ?? { items: (await itemsOf(reader, meeting._id)).map(presentItem) };
  }),

  write(agendaContract.routes.proposeAgendaItem, async ({ actor, params, body, deny, tx }) => {
    const meeting = await findMeeting(tx, params.id);
    if (!meeting) return missing('meeting', params.id);
    const denied = denyWhere(deny, 'agenda.propose', meeting);
    if (denied) return denied;
    const proposed = { ...body, ...(actor && { proposedBy: actor.person }) };
    const row = proposeItem(meeting, await itemsOf(tx, meeting._id), proposed, newId());
    if (isRefusal(row)) return row;
    await recordProposed(tx, meeting, row);
    return presentItem(row);
  }),

  write(agendaContract.routes.editAgendaItem, async ({ params, body, ifMatch, deny, tx }) => {
    const found = await findToEdit(tx, params.id, deny);
    if (isRefusal(found)) return found;
    const { item, meeting } = found;
    const denied = body.done === undefined ? undefined : denyWhere(deny, 'meeting.plan', meeting);
    const refused = denied ?? staleUnless(ifMatch, item.version);
    if (refused) return refused;
    const changed = changeItem(meeting, await itemsOf(tx, meeting._id), item, body);
    if (isRefusal(changed)) return changed;
    await recordChanged(tx, meeting, changed.row, changed.fields);
    return presentItem(changed.row);
  }),

  write(agendaContract.routes.withdrawAgendaItem, async ({ params, deny, tx }) => {
    const found = await findToEdit(tx, params.id, deny);
    if (isRefusal(found)) return found;
    const refused = over(found.meeting);
    if (refused) return refused;
    await recordWithdrawn(tx, found.meeting, found.item);
    return undefined;
  }),

  write(agendaContract.routes.arrangeAgenda, async ({ params, body, deny, tx }) => {
    const meeting = await findMeeting(tx, params.id);
    if (!meeting) return missing('meeting', params.id);
    const denied = denyWhere(deny, 'meeting.plan', meeting);
    if (denied) return denied;
    const moved = arrange(meeting, await itemsOf(tx, meeting._id), body.items);
    if (isRefusal(moved)) return moved;
    for (const row of moved) await recordChanged(tx, meeting, row, ['part', 'place']);
    return { items: (await itemsOf(tx, meeting._id)).map(presentItem) };
  }),
];
