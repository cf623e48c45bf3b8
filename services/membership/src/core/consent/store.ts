import {
  ConsentChannel,
  type ConsentEntry,
  ConsentPurpose,
  LawfulBasis,
  WithdrawalReason,
} from '@skein/contracts';
import { type CollectionDeclaration, holds, type Tx } from '@skein/service-kit';
import type { ClientSession, Db } from 'mongodb';
import { z } from 'zod';
import { noteListing } from '../directory/standing.ts';

/** A line of the consent ledger. The collection is only ever inserted into. */
export const ConsentRow = z.object({
  _id: z.string(),
  network: z.string(),
  person: z.string(),
  purpose: ConsentPurpose,
  given: z.boolean(),
  basis: LawfulBasis,
  textVersion: z.string(),
  channel: ConsentChannel,
  by: z.string().optional(),
  reason: WithdrawalReason.optional(),
  at: z.date(),
});
export type ConsentRow = z.infer<typeof ConsentRow>;

export const consentCollections: CollectionDeclaration[] = [
  {
    name: 'consents',
    schema: ConsentRow,
    indexes: [{ key: { network: 1, person: 1, purpose: 1, _id: -1 } }],
    people: holds<ConsentRow>({
      title: 'What you agreed to, and what you stopped',
      at: ['person', 'by'],
      show: ({ _id: _, network: __, person, by, ...line }, you) => ({
        ...line,
        ...(person !== you && { recordedByYouForSomebody: true }),
        ...(by && { recordedBy: by === you ? 'you' : 'a host' }),
      }),
      erase: {
        does: 'keep',
        why: 'Proof that what was sent was agreed to, for legal claims (GDPR articles 7.1 and 17.3e): under an id that leads to nobody now, for six years.',
      },
      // The ledgers of both become one; what merging them must not give back is withdrawn anew.
      join: { does: 'rename' },
    }),
  },
];

const ledger = (db: Db) => db.collection<ConsentRow>('consents');

/** A line to be written; without a basis of its own it rests on consent. */
export type ConsentLine = Omit<ConsentRow, 'basis'> & { readonly basis?: LawfulBasis };

export const insertConsents = async (tx: Tx, lines: readonly ConsentLine[]): Promise<void> => {
  const rows = lines.map((line) => ({ ...line, basis: line.basis ?? ('consent' as const) }));
  if (rows.length) await ledger(tx.db).insertMany(rows, { session: tx.session });
  await noteListing(tx, rows);
};

// Lines from before the ledger named a basis were all of consent.
const withBasis = (row: ConsentRow): ConsentRow => ({ ...row, basis: row.basis ?? 'consent' });

export const consentsOf = async (
  db: Db,
  network: string,
  person: string,
  session?: ClientSession,
): Promise<ConsentRow[]> => {
  const rows = await ledger(db)
    .find({ network, person }, session ? { session } : {})
    .sort({ _id: 1 })
    .toArray();
  return rows.map(withBasis);
};

/** The last line of these people for one purpose: the one that counts. */
export const lastLines = async (
  db: Db,
  network: string,
  purpose: ConsentPurpose,
  people: readonly string[],
  session?: ClientSession,
): Promise<ConsentRow[]> => {
  const rows = await ledger(db)
    .aggregate<{ line: ConsentRow }>(
      [
        { $match: { network, person: { $in: [...people] }, purpose } },
        { $sort: { person: 1, purpose: 1, _id: -1 } },
        { $group: { _id: '$person', line: { $first: '$$ROOT' } } },
      ],
      session ? { session } : {},
    )
    .toArray();
  return rows.map(({ line }) => withBasis(line));
};

/** What each of these people agree to now: the last line of each purpose counts. */
export const currentConsents = async (
  db: Db,
  network: string,
  people: readonly string[],
  session?: ClientSession,
): Promise<Map<string, ConsentPurpose[]>> => {
  const rows = await ledger(db)
    .aggregate<{ _id: string; purposes: ConsentPurpose[] }>(
      [
        { $match: { network, person: { $in: [...people] } } },
        { $sort: { person: 1, purpose: 1, _id: -1 } },
        { $group: { _id: { person: '$person', purpose: '$purpose' }, given: { $first: '$given' } } },
        { $match: { given: true } },
        { $group: { _id: '$_id.person', purposes: { $push: '$_id.purpose' } } },
      ],
      session ? { session } : {},
    )
    .toArray();
  return new Map(rows.map(({ _id, purposes }) => [_id, purposes.toSorted()]));
};

/** How many members agree to each purpose now: the ledger is kept of those who were erased, and they agree to nothing. */
export const countConsents = async (db: Db, network: string): Promise<Map<ConsentPurpose, number>> => {
  const rows = await ledger(db)
    .aggregate<{ _id: ConsentPurpose; agreed: number }>([
      { $match: { network } },
      { $sort: { network: 1, person: 1, purpose: 1, _id: -1 } },
      { $group: { _id: { person: '$person', purpose: '$purpose' }, given: { $first: '$given' } } },
      { $match: { given: true } },
      { $group: { _id: '$_id.person', purposes: { $push: '$_id.purpose' } } },
      {
        $lookup: {
          from: 'people',
          localField: '_id',
          foreignField: '_id',
          pipeline: [{ $project: { _id: 1 } }],
          as: 'member',
        },
      },
      { $match: { 'member._id': { $exists: true } } },
      { $unwind: '$purposes' },
      { $group: { _id: '$purposes', agreed: { $sum: 1 } } },
    ])
    .toArray();
  return new Map(rows.map(({ _id, agreed }) => [_id, agreed]));
};

export const presentConsent = ({ _id, network: _, at, ...entry }: ConsentRow): ConsentEntry => ({
  id: _id,
  ...entry,
  at: at.toISOString(),
});
