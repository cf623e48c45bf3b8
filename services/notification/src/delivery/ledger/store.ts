import { declareCollection, holds, type Reader, rowsIn, type Tx } from '@skein/service-kit';
import { MongoBulkWriteError } from 'mongodb';
import type { Settlement } from './decide.ts';
import type { Kinds } from './kind.ts';
import { LetterRow, type LetterStatus } from './row.ts';

export const lettersCollection = declareCollection({
  name: 'letters',
  schema: LetterRow,
  indexes: [
    { key: { network: 1, kind: 1, cause: 1, status: 1 } },
    { key: { kind: 1, dueAt: 1 }, name: 'due', partialFilterExpression: { status: 'queued' } },
    { key: { leaseUntil: 1 }, name: 'leased', partialFilterExpression: { status: 'sending' } },
    { key: { network: 1, person: 1 } },
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

/** Letters wait for the mail server together, those of all networks. */
type Database = Pick<Reader, 'db'>;

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
export const kindsWaitingInAllNetworks = (database: Database): Promise<string[]> =>
  letters(database).distinct('kind', { status: 'queued' });

const dueInAllNetworks = async (
  database: Database,
  kinds: readonly string[],
  limit: number,
  now: Date,
): Promise<string[]> => {
  const due: string[] = [];
  // Mostly nothing is due: one question tells, rather than one of each kind.
  const any = { status: 'queued' as const, kind: { $in: [...kinds] }, dueAt: { $lte: now } };
  if (!(await letters(database).findOne(any, { projection: { _id: 1 } }))) return due;
  for (const kind of kinds) {
    if (due.length === limit) break;
    const found = await letters(database)
      .find({ status: 'queued', kind, dueAt: { $lte: now } }, { projection: { _id: 1 } })
      .sort({ dueAt: 1 })
      .limit(limit - due.length)
      .toArray();
    due.push(...found.map(({ _id }) => _id));
  }
  return due;
};

/** What one process takes in hand at once. */
export interface Claim {
  readonly claim: string;
  /** Of these kinds, the first ones first. */
  readonly kinds: readonly string[];
  readonly limit: number;
  readonly now: Date;
  readonly holdMs: number;
}

/** Takes letters in hand for `holdMs`: what is not begun by then is anybody's again. Time is the database's. */
export const claimInAllNetworks = async (
  database: Database,
  { claim, kinds, limit, now, holdMs }: Claim,
): Promise<LetterRow[]> => {
  const ids = await dueInAllNetworks(database, kinds, limit, now);
  if (ids.length === 0) return [];
  await letters(database).updateMany({ _id: { $in: ids }, status: 'queued', dueAt: { $lte: now } }, [
    { $set: { claim: { $literal: claim }, dueAt: { $add: ['$$NOW', holdMs] } } },
  ]);
  return letters(database)
    .find({ _id: { $in: ids }, claim, status: 'queued' })
    .toArray();
};

/** Marks letters as being sent, and tells which of them are still this claim's to send. */
export const beginSending = async (
  database: Database,
  claim: string,
  ids: readonly string[],
  leaseMs: number,
): Promise<Set<string>> => {
  const outcome = await letters(database).updateMany({ _id: { $in: [...ids] }, claim, status: 'queued' }, [
    {
      $set: {
        status: 'sending',
        attempts: { $add: ['$attempts', 1] },
        leaseUntil: { $add: ['$$NOW', leaseMs] },
      },
    },
  ]);
  if (outcome.modifiedCount === ids.length) return new Set(ids);
  const begun = await letters(database)
    .find({ _id: { $in: [...ids] }, claim, status: 'sending' }, { projection: { _id: 1 } })
    .toArray();
  return new Set(begun.map(({ _id }) => _id));
};

/**
 * How a letter of which nothing is told stands once it is settled: the same whether it went, could not go or was needed
 * no more, to the day and without a trace of attempts, since what is kept here must not tell who had answered when.
 */
const overIn = (now: Date) => [
  {
    $set: {
      status: 'over',
      attempts: 1,
      dueAt: '$createdAt',
      settledAt: new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate())),
    },
  },
  { $unset: ['claim', 'leaseUntil', 'reason'] },
];

export interface Settled {
  readonly row: LetterRow;
  readonly settlement: Settlement;
}

/** Writes how letters came out; one that another process has meanwhile given up for lost stays so. */
export const settleLetters = async (
  database: Database,
  claim: string,
  settled: readonly Settled[],
  { untold }: Pick<Kinds, 'untold'>,
  now: Date,
): Promise<void> => {
  const mine = { claim, status: { $in: ['queued', 'sending'] satisfies LetterStatus[] } };
  const isOver = ({ row, settlement }: Settled): boolean =>
    untold.includes(row.kind) && settlement.status !== 'queued';
  const done = settled.filter(isOver).map(({ row }) => row._id);
  const plain = settled.filter((one) => !isOver(one));
  const sent = plain.filter(({ settlement }) => settlement.status === 'sent').map(({ row }) => row._id);
  const others = plain.filter(({ settlement }) => settlement.status !== 'sent');
  const over = { claim: '', leaseUntil: '' } as const;
  await letters(database).bulkWrite(
    [
      { updateMany: { filter: { _id: { $in: done }, ...mine }, update: overIn(now) } },
      {
        updateMany: {
          filter: { _id: { $in: sent }, ...mine },
          update: { $set: { status: 'sent', settledAt: now }, $unset: { ...over, reason: '' } },
        },
      },
      ...others.map(({ row: { _id }, settlement }) => ({
        updateOne: {
          filter: { _id, ...mine },
          update: {
            $set: settlement.status === 'queued' ? settlement : { ...settlement, settledAt: now },
            $unset: over,
          },
        },
      })),
    ],
    { ordered: false },
  );
};

/** Gives back what was taken in hand and not begun. */
export const releaseLetters = async (
  database: Database,
  claim: string,
  ids: readonly string[],
  now: Date,
): Promise<void> => {
  if (ids.length === 0) return;
  const unbegun = { _id: { $in: [...ids] }, claim, status: 'queued' as const };
  await letters(database).updateMany(unbegun, { $set: { dueAt: now }, $unset: { claim: '' } });
};

/** Letters whose sender died while sending: whether they arrived nobody knows, so they are not sent again. */
export const giveUpLostInAllNetworks = async (
  database: Database,
  { untold, leaseMs }: Pick<Kinds, 'untold'> & { readonly leaseMs: number },
  now: Date,
): Promise<number> => {
  const over = { $lt: ['$leaseUntil', '$$NOW'] };
  // Taken before the database's clock was put back; not by a process that merely takes leases for somewhat longer.
  const ofAnotherTime = { $gt: ['$leaseUntil', { $add: ['$$NOW', leaseMs + 10 * 60 * 1000] }] };
  const lost = { status: 'sending' as const, $expr: { $or: [over, ofAnotherTime] } };
  await letters(database).updateMany({ ...lost, kind: { $in: [...untold] } }, overIn(now));
  const { modifiedCount } = await letters(database).updateMany(lost, {
    $set: { status: 'unknown', reason: 'the process ended while sending it', settledAt: now },
    $unset: { claim: '', leaseUntil: '' },
  });
  return modifiedCount;
};
