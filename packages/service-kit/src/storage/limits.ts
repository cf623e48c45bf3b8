import { createHash } from 'node:crypto';
import { type Refusal, refuse } from '@skein/contracts';
import type { Db } from 'mongodb';
import { z } from 'zod';
import { spanInWords } from '../moments.ts';
import { declareCollection } from './collections.ts';
import { holdsNobody } from './holdings.ts';
import { rowsIn } from './rows.ts';
import { besideTransaction } from './transaction.ts';

const LimitRow = z.object({ _id: z.string(), count: z.int(), until: z.date() });

export const limitCollection = declareCollection({
  name: 'limits',
  schema: LimitRow,
  indexes: [{ key: { until: 1 }, expireAfterSeconds: 0 }],
  people: holdsNobody('counts under a hash of who asks and in which hour, gone after it'),
});

const limits = rowsIn(limitCollection);

const windowOf = (seconds: number): number => Math.floor(Date.now() / 1000 / seconds);

const secondsLeft = (seconds: number): number => {
  const now = Date.now() / 1000;
  return Math.max(1, Math.ceil((Math.floor(now / seconds) + 1) * seconds - now));
};

const idOf = (what: string, who: string, window: number): string =>
  createHash('sha256').update(`${what}\n${who}\n${window}`).digest('base64url');

/** Counts one use, or so many, and tells how many there have been in the current window of `seconds`. */
export const countedUse = async (
  db: Db,
  what: string,
  who: string,
  seconds: number,
  uses = 1,
): Promise<number> => {
  const window = windowOf(seconds);
  const _id = idOf(what, who, window);
  const until = new Date((window + 1) * seconds * 1000);
  const row = await besideTransaction(() =>
    limits({ db }).findOneAndUpdate(
      { _id },
      { $inc: { count: uses }, $setOnInsert: { until } },
      { upsert: true, returnDocument: 'after' },
    ),
  );
  return row?.count ?? uses;
};

/**
 * Counts one use of `what` by `who` (an address; kept hashed) in storage that all processes share. It counts whatever
 * becomes of the transaction around it: who is refused has asked too.
 * @returns a refusal once there were more than `most` in the current window of `seconds`
 */
export const countUse = async (
  db: Db,
  what: string,
  who: string,
  most: number,
  seconds: number,
): Promise<Refusal | undefined> => {
  if ((await countedUse(db, what, who, seconds)) <= most) return undefined;
  const retryAfter = secondsLeft(seconds);
  const detail = `At most ${most} of these in ${spanInWords(seconds)}; try again in ${spanInWords(retryAfter)}.`;
  return { ...refuse('rate-limited', detail), retryAfter };
};

/** Takes back uses that came to nothing through no fault of whoever asked. */
export const uncountUse = async (
  db: Db,
  what: string,
  who: string,
  seconds: number,
  uses = 1,
): Promise<void> => {
  const _id = idOf(what, who, windowOf(seconds));
  await besideTransaction(() =>
    limits({ db }).updateOne({ _id, count: { $gte: uses } }, { $inc: { count: -uses } }),
  );
};
