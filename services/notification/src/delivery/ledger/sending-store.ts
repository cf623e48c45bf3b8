import { type Reader, rowsIn } from '@skein/service-kit';
import type { Settlement } from './decide.ts';
import type { Kinds } from './kind.ts';
import type { LetterRow, LetterStatus } from './row.ts';
import { lettersCollection } from './store.ts';

const letters = rowsIn(lettersCollection);

/** Letters wait for the mail server together, those of all networks. */
type Database = Pick<Reader, 'db'>;

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

/** How a letter that was in hand came out. */
export interface Settled {
  readonly row: LetterRow;
  readonly settlement: Settlement;
}

/** What one claim has to write of its letters: how some came out, and which are to be handed over next. */
export interface Entries {
  readonly claim: string;
  readonly settled: readonly Settled[];
  readonly begun: readonly string[];
  readonly leaseMs: number;
}

/**
 * Writes how letters came out, and only then which are handed over: whenever the process ends, no more letters stand as
 * being sent than were with the mail server. Tells which of `begun` are this claim's to send. A letter that another
 * process has meanwhile given up for lost stays so. May be done again where its own outcome is not known.
 */
export const enterLetters = async (
  database: Database,
  { claim, settled, begun, leaseMs }: Entries,
  { untold }: Pick<Kinds, 'untold'>,
  now: Date,
): Promise<Set<string>> => {
  const mine = { claim, status: { $in: ['queued', 'sending'] satisfies LetterStatus[] } };
  const isOver = ({ row, settlement }: Settled): boolean =>
    untold.includes(row.kind) && settlement.status !== 'queued';
  const done = settled.filter(isOver).map(({ row }) => row._id);
  const plain = settled.filter((one) => !isOver(one));
  const sent = plain.filter(({ settlement }) => settlement.status === 'sent').map(({ row }) => row._id);
  const others = plain.filter(({ settlement }) => settlement.status !== 'sent');
  const over = { claim: '', leaseUntil: '' } as const;
  const beginning = {
    status: 'sending',
    attempts: { $add: ['$attempts', 1] },
    leaseUntil: { $add: ['$$NOW', leaseMs] },
  };
  const outcome = await letters(database).bulkWrite([
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
    {
      updateMany: {
        filter: { _id: { $in: [...begun] }, claim, status: 'queued' },
        update: [{ $set: beginning }],
      },
    },
  ]);
  if (outcome.modifiedCount === settled.length + begun.length) return new Set(begun);
  const found = await letters(database)
    .find({ _id: { $in: [...begun] }, claim, status: 'sending' }, { projection: { _id: 1 } })
    .toArray();
  return new Set(found.map(({ _id }) => _id));
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
