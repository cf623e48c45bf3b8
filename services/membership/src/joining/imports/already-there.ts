import type { Tx } from '@skein/service-kit';
import { linesOf } from '../../core/consent/store.ts';
import { textsOf } from '../../core/consent/text-store.ts';
import { leavingAmong } from '../../core/erasure-list/store.ts';
import { awayAmong } from '../../core/kept-away/store.ts';
import { placesOf } from '../../core/memberships/store.ts';
import { findByEmails } from '../../core/people/store.ts';
import type { Present } from './apply-rows.ts';
import type { ImportRow, StagedRow } from './row.ts';
import { madeBy } from './taken-in-store.ts';

/** Reads what is there of the people in a batch of rows: a query a collection, however many the rows are. */
export const presentOf = async (
  tx: Tx,
  { _id: id, network, by, reading }: ImportRow,
  rows: readonly StagedRow[],
): Promise<Present> => {
  const emails = rows.map(({ email }) => email);
  const people = await findByEmails(tx, emails);
  const wordings = new Set((await textsOf(tx)).map(({ version }) => version));
  const away = await awayAmong(tx, emails);
  const present = { network, by, basis: reading.consents, away, wordings };
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
  const memberships = await placesOf(tx, ids);
  const lines = await linesOf(tx, ids);
  // An answer that an import took back was never theirs: it may be taken in again.
  const last = new Map(lines.map((one) => [`${one.person} ${one.purpose}`, one.reason]));
  return {
    ...present,
    people: new Map(people.map((one) => [one.email, one])),
    madeHere: await madeBy(tx, id, ids),
    leaving: new Set(await leavingAmong(tx, ids)),
    memberships: new Map(memberships.map((one) => [one._id, one])),
    answered: new Set([...last].filter(([, reason]) => reason !== 'taken-back').map(([key]) => key)),
  };
};
