import { type Actor, isRefusal, notesContract, refuse } from '@skein/contracts';
import { withdrawnAmong } from '@skein/known';
import {
  type Call,
  eventStreamType,
  handle,
  type Implementation,
  missing,
  type Reader,
  read,
  type ServiceContext,
  transact,
} from '@skein/service-kit';
import { findItem } from '../agenda/store.ts';
import type { MeetingRow } from '../meetings/row.ts';
import { findMeeting } from '../meetings/store.ts';
import { denyWhere } from '../onlookers/decide.ts';
import { refuseWriting } from './decide.ts';
import { carry, readersAt } from './listening.ts';
import { presentNote } from './present.ts';
import { insertUpdate, notesOf, sizeOf } from './store.ts';
import { readUpdate } from './updates.ts';

/** Whether something is written about: the meeting itself, or an item of its agenda. */
const isThere = async (reader: Reader, { _id }: MeetingRow, item: string): Promise<boolean> =>
  item === _id || (await findItem(reader, item))?.meeting === _id;

type Deny = Call<typeof notesContract.routes.readNotes>['deny'];

/** The check of rights as things are now: a token says for some minutes more what was withdrawn meanwhile. */
const denyingNow = async (reader: Reader, actor: Actor | undefined, deny: Deny): Promise<Deny> => {
  if (!actor || actor.roles.length > 0) return deny;
  const withdrawn = await withdrawnAmong(reader, [actor.person]);
  return (right, target) =>
    withdrawn.has(`${actor.person}.${target.community}`)
      ? refuse('forbidden', 'You have left the community that holds this meeting.')
      : deny(right, target);
};

export const noteRoutes = (context: ServiceContext): Implementation[] => [
  read(notesContract.routes.readNotes, async ({ actor, reader, params, deny }) => {
    const meeting = await findMeeting(reader, params.id);
    if (!meeting) return missing('meeting', params.id);
    const denied = denyWhere(await denyingNow(reader, actor, deny), 'meeting.read', meeting);
    if (denied) return denied;
    const notes = await notesOf(reader, meeting._id);
    return { items: [...notes].map(([item, rows]) => presentNote(item, rows)) };
  }),

  // No audit line: it comes with every few letters, and who wrote what when is not kept.
  handle(notesContract.routes.writeNote, async ({ actor, network, params, body, deny, reader, now }) => {
    if (!actor) return refuse('unauthenticated', 'This needs a signed-in person.');
    const meeting = await findMeeting(reader, params.id);
    if (!meeting) return missing('meeting', params.id);
    const denied = denyWhere(await denyingNow(reader, actor, deny), 'notes.write', meeting);
    if (denied) return denied;
    const update = readUpdate(body.update);
    if (isRefusal(update)) return update;
    const stored = await transact(context, { network, now }, async (tx) => {
      const before = await findMeeting(tx, meeting._id);
      if (!before) return missing('meeting', meeting._id);
      const hasItem = await isThere(tx, before, params.item);
      const bytes = await sizeOf(tx, before._id, params.item);
      const refused = refuseWriting(before, hasItem, { bytes, more: update.length });
      if (refused) return refused;
      await insertUpdate(tx, before, params.item, update);
      return { item: params.item };
    });
    if (isRefusal(stored)) return stored;
    carry(context, network, meeting._id, { item: params.item, update: body.update, by: actor.person });
    return stored;
  }),

  read(notesContract.routes.followNotes, async ({ actor, network, reader, params, deny, now }) => {
    const meeting = await findMeeting(reader, params.id);
    if (!meeting) return missing('meeting', params.id);
    const denied = denyWhere(await denyingNow(reader, actor, deny), 'meeting.read', meeting);
    if (denied) return denied;
    if (!actor) return refuse('unauthenticated', 'This needs a signed-in person.');
    if (meeting.status === 'closed')
      return refuse('closed', 'The meeting is closed: its notes stay as they are.');
    const communities = [meeting.community, ...(meeting.withCommunities ?? [])];
    const who = { network, meeting: meeting._id, communities, actor, since: now.getTime() };
    const content = readersAt(context).follow(who);
    return isRefusal(content) ? content : { type: eventStreamType, fileName: 'notes', content };
  }),
];
