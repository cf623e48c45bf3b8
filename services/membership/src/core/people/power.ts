import { type Actor, type Refusal, refuse } from '@skein/contracts';
import type { PersonRow } from './row.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Why this one may not decide over somebody's account: they may do more in the network, and it would be theirs to use. */
export const outranked = (
  { _id, roles }: Pick<PersonRow, '_id' | 'roles'>,
  actor: Actor | undefined,
): Refusal | undefined => {
  const mine: readonly string[] = actor?.roles ?? [];
  const oneself = actor?.person === _id;
  return oneself || mine.includes('admin') || roles.every((role) => mine.includes(role))
    ? undefined
    : refuse('forbidden', 'Only an administrator does this to somebody who may do more than you.');
};

/** For a day after the last role was taken: so nobody gets around a second word by taking the roles first. */
export const powerUntil = (
  before: readonly string[],
  after: readonly string[],
  now: Date,
): Date | undefined =>
  before.length > 0 && after.length === 0 ? new Date(now.getTime() + dayMs) : undefined;

/** Whether somebody may do much in the network, or might until a moment ago. */
export const hasPower = ({ roles, powerUntil: until }: PersonRow, now: Date): boolean =>
  roles.length > 0 || (until !== undefined && until > now);
