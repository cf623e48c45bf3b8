import { ConsentChannel, type ConsentEntry, ConsentPurpose } from '@skein/contracts';
import type { CollectionDeclaration, Tx } from '@skein/service-kit';
import type { Db } from 'mongodb';
import { z } from 'zod';

/** A line of the consent ledger. The collection is only ever inserted into. */
export const ConsentRow = z.object({
  _id: z.string(),
  network: z.string(),
  person: z.string(),
  purpose: ConsentPurpose,
  given: z.boolean(),
  textVersion: z.string(),
  channel: ConsentChannel,
  by: z.string().optional(),
  at: z.date(),
});
export type ConsentRow = z.infer<typeof ConsentRow>;

export const consentCollections: CollectionDeclaration[] = [
  {
    name: 'consents',
    schema: ConsentRow,
    indexes: [{ key: { network: 1, person: 1, purpose: 1, _id: -1 } }],
  },
];

const ledger = (db: Db) => db.collection<ConsentRow>('consents');

export const insertConsents = async (tx: Tx, rows: readonly ConsentRow[]): Promise<void> => {
  if (rows.length) await ledger(tx.db).insertMany([...rows], { session: tx.session });
};

export const consentsOf = (db: Db, network: string, person: string): Promise<ConsentRow[]> =>
  ledger(db).find({ network, person }).sort({ _id: 1 }).toArray();

/** What each of these people agree to now: the last line of each purpose counts. */
export const currentConsents = async (
  db: Db,
  network: string,
  people: readonly string[],
): Promise<Map<string, ConsentPurpose[]>> => {
  const rows = await ledger(db)
    .aggregate<{ _id: string; purposes: ConsentPurpose[] }>([
      { $match: { network, person: { $in: [...people] } } },
      { $sort: { person: 1, purpose: 1, _id: -1 } },
      { $group: { _id: { person: '$person', purpose: '$purpose' }, given: { $first: '$given' } } },
      { $match: { given: true } },
      { $group: { _id: '$_id.person', purposes: { $push: '$_id.purpose' } } },
    ])
    .toArray();
  return new Map(rows.map(({ _id, purposes }) => [_id, purposes.toSorted()]));
};

/** How many people agree to each purpose now. */
export const countConsents = async (db: Db, network: string): Promise<Map<ConsentPurpose, number>> => {
  const rows = await ledger(db)
    .aggregate<{ _id: ConsentPurpose; agreed: number }>([
      { $match: { network } },
      { $sort: { network: 1, person: 1, purpose: 1, _id: -1 } },
      { $group: { _id: { person: '$person', purpose: '$purpose' }, given: { $first: '$given' } } },
      { $match: { given: true } },
      { $group: { _id: '$_id.purpose', agreed: { $sum: 1 } } },
    ])
    .toArray();
  return new Map(rows.map(({ _id, agreed }) => [_id, agreed]));
};

export const presentConsent = ({ _id, network: _, at, ...entry }: ConsentRow): ConsentEntry => ({
  id: _id,
  ...entry,
  at: at.toISOString(),
});
