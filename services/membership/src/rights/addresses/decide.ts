import { type Actor, type Refusal, refuse } from '@skein/contracts';
import { outranked } from '../../core/people/power.ts';
import type { PersonRow } from '../../core/people/row.ts';
import type { AddressChangeRow } from './row.ts';

/** How long the links of both letters work. */
export const confirmingMs = 48 * 60 * 60 * 1000;
/** How long the old address may have it back once it is done. */
export const undoMs = 7 * 24 * 60 * 60 * 1000;
const letterAgainMs = 5 * 60 * 1000;

/** Why this one may not ask for another address of theirs; sign-in links go there, so it gives away what they may do. */
export const refuseAsking = (
  person: PersonRow,
  wanted: string,
  actor: Actor | undefined,
): Refusal | undefined => {
  const refused = outranked(person, actor);
  if (refused) return refused;
  const { email } = person;
  if (wanted === email)
    return refuse('conflict', 'That is their address already.', ['email', 'is their address already']);
  return undefined;
};

const over = refuse('expired-token', 'This link was used already, or is no longer wanted; ask again.');

/** The change that the new address may confirm: the one asked for last, once. */
export const stillWanted = (
  row: AddressChangeRow | null,
  all: readonly AddressChangeRow[],
  now: Date,
): AddressChangeRow | Refusal => {
  const superseded = all.some(({ askedAt, _id }) => row && row._id !== _id && row.askedAt <= askedAt);
  const confirming = row && now.getTime() - row.askedAt.getTime() < confirmingMs;
  return row && confirming && !row.doneAt && !superseded && row.forgetAt > now ? row : over;
};

/** The change that the old address may keep from coming, or take back: whatever became of it since. */
export const canBeTakenBack = (row: AddressChangeRow | null, now: Date): AddressChangeRow | Refusal =>
  row && row.forgetAt > now ? row : over;

/** The new address is theirs; the old one is told, and may take it back for some days. */
export const done = (row: AddressChangeRow, now: Date): AddressChangeRow => ({
  ...row,
  doneAt: now,
  letterDueAt: now,
  forgetAt: new Date(now.getTime() + undoMs),
});

/** The old address was told, or is told again later. */
export const told = (row: AddressChangeRow, sent: boolean, now: Date): AddressChangeRow => {
  const { letterDueAt: _, ...rest } = row;
  return sent ? rest : { ...rest, letterDueAt: new Date(now.getTime() + letterAgainMs) };
};

/** What goes with a change that is taken back: itself, and all that was asked for after it. */
export const undoneWith = (row: AddressChangeRow, all: readonly AddressChangeRow[]): string[] =>
  all.flatMap(({ _id, askedAt }) => (_id === row._id || askedAt >= row.askedAt ? [_id] : []));
