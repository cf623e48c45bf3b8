import type { Actor, Minutes } from '@skein/contracts';
import type { Reader } from '@skein/service-kit';
import { presentItem } from '../../gathering/agenda/present.ts';
import { itemsOf } from '../../gathering/agenda/store.ts';
import { presentMeeting } from '../../gathering/meetings/present.ts';
import type { MeetingRow } from '../../gathering/meetings/row.ts';
import { notesOf } from '../../gathering/notes/store.ts';
import { joined } from '../../gathering/notes/updates.ts';
import { decisionsAt } from '../../working/decisions/store.ts';
import { maySee } from '../../working/learning-cases/decide.ts';
import { casesAt } from '../../working/learning-cases/store.ts';
import { stepsFrom } from '../../working/workstreams/store.ts';
import type { MinutesRow } from './row.ts';

/** The minutes with all that the record holds of their meeting, as far as somebody may see it. */
export const presentMinutes = async (
  reader: Reader,
  meeting: MeetingRow,
  actor: Actor | undefined,
  { version, amendUntil, approvedAt, approvedBy, amendments }: MinutesRow,
): Promise<Minutes> => {
  const items = await itemsOf(reader, meeting._id);
  const notes = await notesOf(reader, meeting._id);
  const steps = await stepsFrom(reader, meeting);
  const decisions = await decisionsAt(reader, meeting);
  const wasPresent = meeting.present.includes(actor?.person ?? '');
  const cases = (await casesAt(reader, meeting)).filter((row) => maySee(row, actor, wasPresent));
  return {
    version,
    status: approvedAt ? 'approved' : 'draft',
    amendUntil: amendUntil.toISOString(),
    ...(approvedAt && { approvedAt: approvedAt.toISOString() }),
    ...(approvedBy && { approvedBy }),
    amendments: amendments.map(({ at, ...rest }) => ({ ...rest, at: at.toISOString() })),
    meeting: presentMeeting(meeting, actor),
    items: items.map(presentItem),
    notes: [...notes].map(([item, { updates }]) => ({ item, text: joined(updates).text })),
    steps: steps.map(({ _id: id, title, owners, due, status }) => ({
      ...{ id, title, owners, status },
      ...(due && { due }),
    })),
    decisions: decisions.map(({ _id: id, what }) => ({ id, what })),
    cases: cases.map(({ _id: id, title, broughtBy }) => ({ id, title, ...(broughtBy && { broughtBy }) })),
  };
};
