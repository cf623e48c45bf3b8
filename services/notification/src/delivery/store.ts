import type { Tx } from '@skein/service-kit';
import { type Db, MongoBulkWriteError } from 'mongodb';
import type { Settlement } from './decide.ts';
import { isReminder, ofReminders, overIn } from './kinds.ts';
import { LetterKind, type LetterRow, type LetterStatus } from './letter-row.ts';

const ledger = (db: Db) => db.collection<LetterRow>('letters');

/** Puts letters into the ledger with what they follow from; those that are there already stay as they are. */
export const putLetters = async (tx: Tx, rows: readonly LetterRow[]): Promise<void> => {
  const upserts = rows.map((row) => ({
    updateOne: {
      filter: { _id: row._id, network: row.network },
      update: { $setOnInsert: row },
      upsert: true,
    },
  }));
  if (upserts.length) await ledger(tx.db).bulkWrite(upserts, { session: tx.session });
};

const duplicateKey = 11_000;

/** The same without a transaction, for many: going over the same people again adds nobody twice. */
export const addLetters = async (db: Db, rows: readonly LetterRow[]): Promise<void> => {
  if (rows.length === 0) return;
  try {
    await ledger(db).insertMany([...rows], { ordered: false });
  } catch (error) {
    const errors = error instanceof MongoBulkWriteError ? [error.writeErrors].flat() : [];
    if (errors.length === 0 || errors.some(({ code }) => code !== duplicateKey)) throw error;
  }
};

// Who waits for a letter comes before those who get the monthly one.
const urgency: Readonly<Record<LetterKind, number>> = {
  welcome: 1,
  proposal: 2,
  rectification: 3,
  invitation: 4,
  'invitation-abroad': 5,
  introduction: 6,
  vote: 7,
  reminder: 8,
  'reminder-abroad': 9,
  campaign: 10,
  prospects: 11,
  results: 12,
  digest: 13,
};
const mostUrgentFirst = LetterKind.options.toSorted((a, b) => urgency[a] - urgency[b]);

const dueLetters = async (db: Db, limit: number, now: Date): Promise<string[]> => {
  const due: string[] = [];
  // Mostly nothing is due: one question tells, rather than one of each kind.
  const any = { status: 'queued' as const, kind: { $in: mostUrgentFirst }, dueAt: { $lte: now } };
  if (!(await ledger(db).findOne(any, { projection: { _id: 1 } }))) return due;
  for (const kind of mostUrgentFirst) {
    if (due.length === limit) break;
    const found = await ledger(db)
      .find({ status: 'queued', kind, dueAt: { $lte: now } }, { projection: { _id: 1 } })
      .sort({ dueAt: 1 })
      .limit(limit - due.length)
      .toArray();
    due.push(...found.map(({ _id }) => _id));
  }
  return due;
};

/** Takes letters in hand for `holdMs`: what is not begun by then is anybody's again. Time is the database's. */
export const claimLetters = async (
  db: Db,
  claim: string,
  limit: number,
  now: Date,
  holdMs: number,
): Promise<LetterRow[]> => {
  const ids = await dueLetters(db, limit, now);
  if (ids.length === 0) return [];
  await ledger(db).updateMany({ _id: { $in: ids }, status: 'queued', dueAt: { $lte: now } }, [
    { $set: { claim: { $literal: claim }, dueAt: { $add: ['$$NOW', holdMs] } } },
  ]);
  return ledger(db)
    .find({ _id: { $in: ids }, claim, status: 'queued' })
    .sort({ kind: -1 })
    .toArray();
};

/** Marks letters as being sent, and tells which of them are still this claim's to send. */
export const beginSending = async (
  db: Db,
  claim: string,
  ids: readonly string[],
  leaseMs: number,
): Promise<Set<string>> => {
  const outcome = await ledger(db).updateMany({ _id: { $in: [...ids] }, claim, status: 'queued' }, [
    {
      $set: {
        status: 'sending',
        attempts: { $add: ['$attempts', 1] },
        leaseUntil: { $add: ['$$NOW', leaseMs] },
      },
    },
  ]);
  if (outcome.modifiedCount === ids.length) return new Set(ids);
  const begun = await ledger(db)
    .find({ _id: { $in: [...ids] }, claim, status: 'sending' }, { projection: { _id: 1 } })
    .toArray();
  return new Set(begun.map(({ _id }) => _id));
};

export interface Settled {
  readonly row: LetterRow;
  readonly settlement: Settlement;
}

/** Writes how letters came out; one that another process has meanwhile given up for lost stays so. */
export const settleLetters = async (
  db: Db,
  claim: string,
  settled: readonly Settled[],
  now: Date,
): Promise<void> => {
  const mine = { claim, status: { $in: ['queued', 'sending'] satisfies LetterStatus[] } };
  const isOver = ({ row, settlement }: Settled): boolean => isReminder(row) && settlement.status !== 'queued';
  const done = settled.filter(isOver).map(({ row }) => row._id);
  const plain = settled.filter((one) => !isOver(one));
  const sent = plain.filter(({ settlement }) => settlement.status === 'sent').map(({ row }) => row._id);
  const others = plain.filter(({ settlement }) => settlement.status !== 'sent');
  const over = { claim: '', leaseUntil: '' } as const;
  await ledger(db).bulkWrite(
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
  db: Db,
  claim: string,
  ids: readonly string[],
  now: Date,
): Promise<void> => {
  if (ids.length === 0) return;
  const unbegun = { _id: { $in: [...ids] }, claim, status: 'queued' as const };
  await ledger(db).updateMany(unbegun, { $set: { dueAt: now }, $unset: { claim: '' } });
};

/** Letters whose sender died while sending: whether they arrived nobody knows, so they are not sent again. */
export const giveUpLost = async (db: Db, now: Date): Promise<number> => {
  const lost = { status: 'sending' as const, $expr: { $lt: ['$leaseUntil', '$$NOW'] } };
  await ledger(db).updateMany({ ...lost, ...ofReminders }, overIn(now));
  const { modifiedCount } = await ledger(db).updateMany(lost, {
    $set: { status: 'unknown', reason: 'the process ended while sending it', settledAt: now },
    $unset: { claim: '', leaseUntil: '' },
  });
  return modifiedCount;
};
