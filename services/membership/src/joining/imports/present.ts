import type { Tx } from '@skein/service-kit';
import type { MembershipRow } from '../../core/communities/memberships.ts';
import type { ConsentRow } from '../../core/consent/store.ts';
import type { PersonRow } from '../../core/people/store.ts';
import { erasureRequests } from '../../rights/erasure-requests/store.ts';
import type { Present } from './apply-rows.ts';
import { type ImportRow, type StagedRow, takenIn } from './store.ts';

/** Reads what is there of the people in a batch of rows: a query a collection, however many the rows are. */
export const presentOf = async (
  { session, db }: Tx,
  { _id: id, network, by, reading }: ImportRow,
  rows: readonly StagedRow[],
): Promise<Present> => {
  const people = await db
    .collection<PersonRow>('people')
    .find({ network, email: { $in: rows.map(({ email }) => email) } }, { session })
    .toArray();
  const present = { network, by, basis: reading.consents };
  if (people.length === 0)
    return {
      ...present,
      people: new Map(),
      madeHere: new Set(),
      leaving: new Set(),
      memberships: new Map(),
      answered: new Set(),
    };
  const ids = people.map(({ _id }) => _id);
  const person = { $in: ids };
  const memberships = await db
    .collection<MembershipRow>('memberships')
    .find({ network, person }, { session })
    .toArray();
  const lines = await db
    .collection<ConsentRow>('consents')
    .find({ network, person }, { session, projection: { person: 1, purpose: 1, reason: 1 } })
    .sort({ _id: 1 })
    .toArray();
  // An answer that an import took back was never theirs: it may be taken in again.
  const last = new Map(lines.map((one) => [`${one.person} ${one.purpose}`, one.reason]));
  const leaving = await erasureRequests(db)
    .find({ network, person, status: 'confirmed' }, { session, projection: { person: 1 } })
    .toArray();
  const made = await takenIn(db)
    .find({ import: id, people: { $in: ids } }, { session, projection: { people: 1 } })
    .toArray();
  const madeHere = new Set(made.flatMap((batch) => batch.people));
  return {
    ...present,
    people: new Map(people.map((one) => [one.email, one])),
    madeHere: new Set(ids.filter((one) => madeHere.has(one))),
    leaving: new Set(leaving.map((one) => one.person)),
    memberships: new Map(memberships.map((one) => [one._id, one])),
    answered: new Set([...last].filter(([, reason]) => reason !== 'taken-back').map(([key]) => key)),
  };
};
