import { isRefusal, may, meetingsContract, type Refusal, refuse } from '@skein/contracts';
import {
  findCommunity,
  findPresentation,
  membersAmong,
  refuseCommunity,
  refuseLetters,
  unknownPeople,
} from '@skein/known';
import {
  type Implementation,
  missing,
  newId,
  type Reader,
  read,
  type ServiceContext,
  staleUnless,
  type Tx,
  unknownReference,
  write,
} from '@skein/service-kit';
import { toldOf } from '../onlookers/decide.ts';
import { findSeries } from '../series/store.ts';
import { takeStart } from '../times/decide.ts';
import {
  cancelMeeting,
  changeMeeting,
  closeMeeting,
  openMeeting,
  planMeeting,
  recordAttendance,
  refusePartners,
  restoreMeeting,
} from './decide.ts';
import { mayRead, presentMeeting, presentNotice } from './present.ts';
import { saveCancelled, saveChange, savePlanned, saveRestored, told } from './record.ts';
import type { MeetingRow } from './row.ts';
import { findMeeting, listMeetings, putMeeting } from './store.ts';

/** An edit's beginning: the meeting, if it is there, the actor runs its community, and nobody changed it meanwhile. */
const findToEdit = async (call: {
  readonly params: { readonly id: string };
  readonly ifMatch: number;
  readonly tx: Tx;
  deny(right: 'meeting.plan', target: { community: string }): Refusal | undefined;
}): Promise<MeetingRow | Refusal> => {
  const { params, ifMatch, tx } = call;
  const row = await findMeeting(tx, params.id);
  if (!row) return missing('meeting', params.id);
  return call.deny('meeting.plan', { community: row.community }) ?? staleUnless(ifMatch, row.version) ?? row;
};

/** Why a meeting cannot be held together by these. */
const refusedPartners = async (
  reader: Reader,
  community: string,
  partners: readonly string[] = [],
): Promise<Refusal | undefined> => {
  const found = await Promise.all(partners.map((partner) => findCommunity(reader, partner)));
  return refusePartners(
    community,
    partners,
    partners.filter((_partner, index) => !found[index]),
  );
};

const needsStart = (): Refusal =>
  refuse('invalid-request', 'Say when it starts.', ['startsAt', 'is needed, or “zone” and “wall”']);

/** Those present who are of a community that holds the meeting. */
const theirs = async (
  reader: Reader,
  { community, withCommunities = [], present }: MeetingRow,
): Promise<string[]> => {
  const communities = [community, ...withCommunities];
  const among = await Promise.all(communities.map((one) => membersAmong(reader, one, present)));
  const members = new Set(among.flat());
  return present.filter((person) => members.has(person));
};

export const meetingRoutes = (context: ServiceContext): Implementation[] => [
  write(meetingsContract.routes.planMeeting, async ({ actor, network, body, deny, tx }) => {
    const denied = deny('meeting.plan', { community: body.community });
    const unable = denied ?? (await refuseCommunity(tx, body.community));
    if (unable) return unable;
    const found = body.series ? await findSeries(tx, body.series) : undefined;
    const series = found?.community === body.community ? found : undefined;
    if (body.series && !series) return unknownReference('series', 'series of this community', body.series);
    const refused = await refusedPartners(tx, body.community, body.withCommunities);
    if (refused) return refused;
    const start = takeStart(body) ?? needsStart();
    if (isRefusal(start)) return start;
    const { startsAt: _, zone: __, wall: ___, ...rest } = body;
    const row = planMeeting({ ...rest, ...start }, series, network, newId());
    return presentMeeting(await savePlanned(tx, row), actor);
  }),

  read(meetingsContract.routes.listMeetings, async ({ actor, reader, query }) => {
    if (!actor && (await findPresentation(reader))?.forVisitors.meetings === false) return { items: [] };
    const listing = { ...query, of: toldOf(actor) };
    return listMeetings(reader, listing, (row) => presentNotice(row, actor));
  }),

  read(meetingsContract.routes.readMeeting, async ({ actor, reader, params, deny }) => {
    const row = await findMeeting(reader, params.id);
    if (!row) return missing('meeting', params.id);
    const denied = mayRead(actor, row) ? undefined : deny('meeting.read', { community: row.community });
    return denied ?? presentMeeting(row, actor);
  }),

  read(meetingsContract.routes.readMeetingNotice, async ({ actor, reader, params }) => {
    const row = await findMeeting(reader, params.id);
    const hidden = !actor && (await findPresentation(reader))?.forVisitors.meetings === false;
    const isTold = row && !hidden && (row.audience === 'network' || mayRead(actor, row));
    return isTold ? presentNotice(row, actor) : missing('meeting', params.id);
  }),

  write(meetingsContract.routes.editMeeting, async (call) => {
    const before = await findToEdit(call);
    if (isRefusal(before)) return before;
    const start = takeStart(call.body, before);
    if (isRefusal(start)) return start;
    const { startsAt: _, zone: __, wall: ___, ...rest } = call.body;
    const changed = changeMeeting(before, { ...rest, ...start });
    if (isRefusal(changed)) return changed;
    const { body } = call;
    const refused = await refusedPartners(call.tx, before.community, body.withCommunities);
    if (refused) return refused;
    return presentMeeting(await saveChange(call.tx, changed.row, changed.fields), call.actor);
  }),

  write(meetingsContract.routes.cancelMeeting, async (call) => {
    const before = await findToEdit(call);
    const row = isRefusal(before) ? before : cancelMeeting(before, call.body.reason, call.now);
    if (isRefusal(row)) return row;
    await saveCancelled(call.tx, row);
    return presentMeeting(row, call.actor);
  }),

  write(meetingsContract.routes.restoreMeeting, async (call) => {
    const before = await findToEdit(call);
    const row = isRefusal(before) ? before : restoreMeeting(before);
    if (isRefusal(row)) return row;
    await saveRestored(call.tx, row);
    return presentMeeting(row, call.actor);
  }),

  write(meetingsContract.routes.recordAttendance, async (call) => {
    const before = await findToEdit(call);
    if (isRefusal(before)) return before;
    const { body, tx } = call;
    const strangers = await unknownPeople(tx, [...body.present, ...body.apologies]);
    const changed = recordAttendance(before, body, strangers);
    if (isRefusal(changed)) return changed;
    await saveChange(tx, changed.row, changed.fields);
    return presentMeeting(changed.row, call.actor);
  }),

  write(meetingsContract.routes.openMeeting, async (call) => {
    const before = await findToEdit(call);
    const row = isRefusal(before) ? before : openMeeting(before, call.now);
    if (isRefusal(row)) return row;
    await putMeeting(call.tx, row);
    call.tx.record(meetingsContract.events.meetingOpened, told(row));
    return presentMeeting(row, call.actor);
  }),

  write(meetingsContract.routes.closeMeeting, async (call) => {
    const before = await findToEdit(call);
    const row = isRefusal(before) ? before : closeMeeting(before, call.now);
    if (isRefusal(row)) return row;
    const { actor, network, tx, body } = call;
    const { checkOut } = body;
    const right = 'meeting.plan';
    const tooMany =
      checkOut && (await refuseLetters(context, { network, actor, right, letters: 0, rounds: 1 }));
    if (tooMany) return tooMany;
    // Somebody else can be written down as present by anyone who runs a meeting; that alone brings them no letter.
    const asked = checkOut && !may(actor, right) ? await theirs(tx, row) : undefined;
    await putMeeting(call.tx, row);
    const event = told(row);
    const data = {
      ...event.data,
      present: row.present,
      ...(checkOut && { checkOut }),
      ...(asked && { asked }),
    };
    call.tx.record(meetingsContract.events.meetingClosed, { ...event, data });
    return presentMeeting(row, call.actor);
  }),
];
