import { type Refusal, refuse } from '@skein/contracts';
import { type Changed, withChanges } from '@skein/service-kit/decisions';
import { over } from '../meetings/decide.ts';
import type { MeetingRow } from '../meetings/row.ts';

/** Writes down that somebody is at the meeting, or is not; whoever is there has no apology in the list. */
export const sayPresent = (
  before: MeetingRow,
  person: string,
  here: boolean,
): Changed<MeetingRow> | Refusal => {
  const refused = over(before);
  if (refused) return refused;
  if (before.status === 'planned') return refuse('conflict', 'The meeting has not begun.');
  const others = (list: readonly string[]) => list.filter((one) => one !== person);
  const present = before.present.includes(person) ? before.present : [...before.present, person];
  return withChanges(before, {
    present: here ? present : others(before.present),
    ...(here && { apologies: others(before.apologies) }),
  });
};
