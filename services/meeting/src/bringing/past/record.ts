import { type Actor, isRefusal, type Meeting, meetingsContract, type Refusal } from '@skein/contracts';
import type { Line, PastRecord } from '@skein/records';
import { newId, type Tx } from '@skein/service-kit';
import { planMeeting } from '../../gathering/meetings/decide.ts';
import { savePlanned, told } from '../../gathering/meetings/record.ts';
import type { MeetingRow } from '../../gathering/meetings/row.ts';
import { putMeeting } from '../../gathering/meetings/store.ts';
import { raiseCase } from '../../working/learning-cases/decide.ts';
import { saveRaised } from '../../working/learning-cases/record.ts';
import { addStep, startWorkstream } from '../../working/workstreams/decide.ts';
import { saveStep, saveWorkstream } from '../../working/workstreams/record.ts';
import type { WorkstreamRow } from '../../working/workstreams/row.ts';
import { workstreamsCalled } from '../../working/workstreams/store.ts';
import { type Known, keepChat } from '../chats/decide.ts';
import { saveChat } from '../chats/record.ts';
import { attendanceOf, findingsOf, notesOf, type PastWork, situationOf, workOf } from './decide.ts';
import { insertPast } from './store.ts';

/** An earlier meeting as it is taken in. */
export interface Taking {
  readonly lines: readonly Line[];
  readonly record: PastRecord;
  readonly known: Known;
  readonly digest: string;
  readonly actor: Actor | undefined;
  readonly facts: Pick<Meeting, 'community' | 'title' | 'kind' | 'audience' | 'startsAt' | 'minutes'>;
}

/** The meeting itself, closed: planned and held, as the others are told. */
const saveMeeting = async (
  tx: Tx,
  { lines, record, known, facts }: Taking,
): Promise<MeetingRow | Refusal> => {
  const notes = notesOf(lines, record, known);
  if (isRefusal(notes)) return notes;
  const { community, title, kind, audience, startsAt, minutes } = facts;
  const plan = {
    ...{ community, title, kind, audience, minutes, startsAt: new Date(startsAt) },
    agenda: record.agenda.map(({ title: part, minutes: length }) => ({ title: part, minutes: length })),
    reading: record.reading.map(({ text }) => text),
  };
  const planned = planMeeting(plan, undefined, tx.network, newId());
  await savePlanned(tx, planned);
  const held: MeetingRow = {
    ...{ ...planned, version: planned.version + 1, status: 'closed', notes },
    ...attendanceOf(record, known),
  };
  await putMeeting(tx, held);
  const event = told(held);
  tx.record(meetingsContract.events.meetingClosed, {
    ...event,
    data: { ...event.data, present: held.present },
  });
  return held;
};

const saveCases = async (
  tx: Tx,
  meeting: MeetingRow,
  { record, known }: Taking,
): Promise<Refusal | undefined> => {
  for (const one of record.cases) {
    const situation = {
      ...situationOf(one, known),
      kind: 'case' as const,
      scope: 'community' as const,
      criteria: [],
      tables: [],
    };
    const row = raiseCase(situation, meeting, { newId, now: tx.now });
    if (isRefusal(row)) return row;
    await saveRaised(tx, row);
  }
  return undefined;
};

const saveWork = async (
  tx: Tx,
  meeting: MeetingRow,
  { title, owners, steps }: PastWork,
  before: WorkstreamRow | undefined,
  actor: Actor | undefined,
): Promise<Refusal | undefined> => {
  const { community, network } = meeting;
  const started = before ?? startWorkstream({ community, title, owners }, [], network, newId());
  if (isRefusal(started)) return started;
  if (!before) await saveWorkstream(tx, started);
  for (const step of steps) {
    const given = { ...step, meeting: meeting._id };
    const row = addStep(given, started, { actor, strangers: [], now: tx.now }, newId());
    if (isRefusal(row)) return row;
    await saveStep(tx, row, { by: actor?.person });
  }
  return undefined;
};

/** The table of work: steps come to the piece of work that the community has by that name, else to one of their own. */
const saveTable = async (
  tx: Tx,
  meeting: MeetingRow,
  { record, known, actor }: Taking,
): Promise<Refusal | undefined> => {
  const work = workOf(record, known, meeting.startsAt);
  const titles = work.map(({ title }) => title);
  const there = new Map(
    (await workstreamsCalled(tx, meeting.community, titles)).map((row) => [row.title, row]),
  );
  for (const one of work) {
    const refused = await saveWork(tx, meeting, one, there.get(one.title), actor);
    if (refused) return refused;
  }
  return undefined;
};

const saveTalk = async (
  tx: Tx,
  { _id: meeting, community, network }: MeetingRow,
  { record, known }: Taking,
) => {
  const { chat } = record;
  if (chat.messages.length === 0 && chat.withheld === 0) return undefined;
  const kept = keepChat(chat, known, { network, meeting, community, now: tx.now, newId });
  if (isRefusal(kept)) return kept;
  await saveChat(tx, kept);
  return undefined;
};

/** Takes an earlier meeting in, with all that its notes told, together or not at all. */
export const savePast = async (tx: Tx, taking: Taking): Promise<MeetingRow | Refusal> => {
  const meeting = await saveMeeting(tx, taking);
  if (isRefusal(meeting)) return meeting;
  const { _id, network, community } = meeting;
  const refused =
    (await saveCases(tx, meeting, taking)) ??
    (await saveTable(tx, meeting, taking)) ??
    (await saveTalk(tx, meeting, taking));
  if (refused) return refused;
  const { digest, record, known } = taking;
  const findings = findingsOf(record, known);
  await insertPast(tx, { _id, network, community, digest, ...findings, takenInAt: tx.now });
  return meeting;
};
