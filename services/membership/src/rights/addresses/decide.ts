import { type Actor, type Refusal, refuse } from '@skein/contracts';
import type { PersonRow } from '../../core/people/row.ts';
import type { AddressChangeRow } from './row.ts';

/** How long the links of both letters work. */
export const confirmingMs = 48 * 60 * 60 * 1000;

/** Why this one may not ask for another address of theirs; sign-in links go there, so it gives away what they may do. */
export const refuseAsking = (
  { _id, email, roles }: PersonRow,
  wanted: string,
  actor: Actor | undefined,
): Refusal | undefined => {
  const oneself = actor?.person === _id;
  const mine: readonly string[] = actor?.roles ?? [];
  if (!oneself && !mine.includes('admin') && roles.some((role) => !mine.includes(role)))
    return refuse(
      'forbidden',
      'Only an administrator changes the address of somebody who may do more than you.',
    );
  if (wanted === email)
    return refuse('conflict', 'That is their address already.', ['email', 'is their address already']);
  return undefined;
};

/** The change that a link was made for; a refusal once it was used or stopped, or another one was asked for since. */
export const stillWanted = (
  row: AddressChangeRow | null,
  change: string | undefined,
  now: Date,
): AddressChangeRow | Refusal =>
  row && row.change === change && row.forgetAt > now
    ? row
    : refuse('expired-token', 'This link was used already, or is no longer wanted; ask again.');
