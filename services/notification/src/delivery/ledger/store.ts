import { declareCollection, holds, type Reader, rowsIn, type Tx } from '@skein/service-kit';
import { MongoBulkWriteError } from 'mongodb';
import type { KindFacts } from './kind.ts';
import { LetterRow } from './row.ts';

export const lettersCollection = declareCollection({
  name: 'letters',
  schema: LetterRow,
  grows: 'one small row for each letter, so that none goes twice; kept with what it told of',
  indexes: [
    { key: { network: 1, kind: 1, cause: 1, status: 1 } },
    { key: { kind: 1, dueAt: 1 }, name: 'due', partialFilterExpression: { status: 'queued' } },
    { key: { leaseUntil: 1 }, name: 'leased', partialFilterExpression: { status: 'sending' } },
    { key: { network: 1, person: 1 } },
    { key: { network: 1, settledAt: -1 }, name: 'unknown', partialFilterExpression: { status: 'unknown' } },
  ],
  people: holds<LetterRow>({
    title: 'Letters written to you',
    at: ['person'],
    show: ({ kind, title, status, createdAt, settledAt }) => ({
      kind,
      title,
      status,
      createdAt,
      settledAt,
    }),
    erase: {
      does: 'change',
      why: 'How many letters an issue went out in stays true: the row stands under a new id of nobody. Letters that wait are deleted.',
      to: (row, _person, stranger) =>
        row.settledAt && {
          ...row,
          _id: `${row.kind}:${row.cause}:${stranger}`,
          person: stranger,
          messageId: '<erased>',
        },
    },
    merge: {
      does: 'rename',
      idFor: ({ kind, cause, person }) => `${kind}:${cause}:${person}`,
      beside: ({ _id, network }) => ({ _id, network }),
    },
  }),
});

const letters = rowsIn(lettersCollection);

/** Puts letters into the ledger with what they follow from; those that are there already stay as they are. */
export const putLetters = async (tx: Tx, rows: readonly LetterRow[]): Promise<void> => {
  const upserts = rows.map((row) => ({
    updateOne: {
      filter: { _id: row._id, network: row.network },
      update: { $setOnInsert: row },
      upsert: true,
    },
  }));
  if (upserts.length) await letters(tx).bulkWrite(upserts);
};

const duplicateKey = 11_000;

/** The same without a transaction, for many: going over the same people again adds nobody twice. */
export const addLetters = async (reader: Reader, rows: readonly LetterRow[]): Promise<void> => {
  if (rows.length === 0) return;
  try {
    await letters(reader).insertMany([...rows], { ordered: false });
  } catch (error) {
    const errors = error instanceof MongoBulkWriteError ? [error.writeErrors].flat() : [];
    if (errors.length === 0 || errors.some(({ code }) => code !== duplicateKey)) throw error;
  }
};

/** Kinds of which letters wait. */
export const kindsWaitingInAllNetworks = (database: Pick<Reader, 'db'>): Promise<string[]> =>
  letters(database).distinct('kind', { status: 'queued' });

/** The letters from one cause. */
export interface FromCause {
  readonly kind: Pick<KindFacts, 'name'>;
  readonly cause: string;
}

/** The letters of all causes but of these kinds. */
export interface FromAny {
  readonly apart: readonly string[];
}

const unknownOf = ({ network }: Reader, from: FromCause | FromAny) => ({
  network,
  status: 'unknown' as const,
  ...('apart' in from ? { kind: { $nin: [...from.apart] } } : { kind: from.kind.name, cause: from.cause }),
});

/** How many there are of which nobody knows whether they arrived, by kind and cause, latest first. */
export const unknownByCause = async (
  reader: Reader,
  from: FromCause | FromAny,
  limit: number,
): Promise<{ kind: string; cause: string; title?: string; unknown: number; since: Date }[]> => {
  const found = await letters(reader)
    .aggregate<{ _id: { kind: string; cause: string }; title?: string | null; unknown: number; since: Date }>(
      [
        { $match: unknownOf(reader, from) },
        {
          $group: {
            _id: { kind: '$kind', cause: '$cause' },
            title: { $first: '$title' },
            unknown: { $sum: 1 },
            since: { $min: '$settledAt' },
          },
        },
        { $sort: { since: -1, _id: 1 } },
        { $limit: limit },
      ],
    )
    .toArray();
  return found.map(({ _id, title, ...counts }) => ({ ..._id, ...counts, ...(title && { title }) }));
};

/** Lets the letters wait again that may have arrived. They keep their Message-IDs, so that a copy is known for one. */
export const queueUnknown = async (tx: Tx, from: FromCause, now: Date): Promise<void> => {
  await letters(tx).updateMany(unknownOf(tx, from), {
    $set: { status: 'queued', attempts: 0, dueAt: now },
    $unset: { settledAt: '', reason: '' },
  });
};

/** Counts those as sent that may have arrived and have; tells how many these were. */
export const settleArrived = async (
  tx: Tx,
  from: FromCause | FromAny,
  messageIds: readonly string[],
): Promise<number> => {
  const arrived = { ...unknownOf(tx, from), messageId: { $in: [...messageIds] } };
  const update = { $set: { status: 'sent' as const }, $unset: { reason: '' as const } };
  return (await letters(tx).updateMany(arrived, update)).modifiedCount;
};
