import type { Db } from 'mongodb';
import { z } from 'zod';
import { newId } from '../ids.ts';
import type { Log } from '../log.ts';
import { type Loop, startLoop } from '../loop.ts';
import { declareCollection } from './collections.ts';
import { holdsNobody } from './holdings.ts';
import { isDuplicateKey } from './mongo.ts';
import { rowsIn } from './rows.ts';
import { paceIn } from './written.ts';

const LeaseRow = z.object({
  _id: z.string(),
  holder: z.string(),
  taken: z.date().optional(),
  until: z.date(),
});

export const leaseCollection = declareCollection({
  name: 'leases',
  schema: LeaseRow,
  grows: 'one for each loop',
  people: holdsNobody('ids of processes'),
});

const leases = rowsIn(leaseCollection);

/** Takes or renews the lease for `milliseconds`; false while somebody else holds it. Time is the database's. */
export const takeLease = async (
  db: Db,
  name: string,
  holder: string,
  milliseconds: number,
): Promise<boolean> => {
  // A missing `until` sorts before every date, so a new row is free to take. One taken later than now was taken before
  // the database's clock was put back: its holder may be long dead. For how long it was taken says nothing of that.
  const over = { $lt: ['$until', '$$NOW'] };
  const ofAnotherTime = { $gt: ['$taken', '$$NOW'] };
  const free = { $or: [{ $eq: ['$holder', holder] }, over, ofAnotherTime] };
  const change = {
    holder: { $cond: [free, holder, '$holder'] },
    taken: { $cond: [free, '$$NOW', '$taken'] },
    until: { $cond: [free, { $add: ['$$NOW', milliseconds] }, '$until'] },
  };
  try {
    const row = await leases({ db }).findOneAndUpdate({ _id: name }, [{ $set: change }], {
      upsert: true,
      returnDocument: 'after',
    });
    return row?.holder === holder;
  } catch (error) {
    // Two first takers at once: one of them made the row.
    if (isDuplicateKey(error)) return false;
    throw error;
  }
};

/** Gives the lease back, so that another need not wait for it to run out. */
export const dropLease = async (db: Db, name: string, holder: string): Promise<void> => {
  await leases({ db }).deleteOne({ _id: name, holder });
};

/**
 * A loop whose work one process does at a time, whichever holds the lease of its name for `leaseMs`. A round is given
 * `mine`, which takes or renews the lease and is asked before each piece of work: so a round that finds nothing to do
 * needs no lease. The lease only keeps two from the same work; what a round does must be safe without it.
 */
export const startLeasedLoop = (
  { db, log }: { readonly db: Db; readonly log: Log },
  name: string,
  { idleMs, leaseMs }: { readonly idleMs: number; readonly leaseMs: number },
  round: (mine: () => Promise<boolean>) => Promise<boolean>,
): Loop => {
  const holder = newId();
  const loop = startLoop(name, log, paceIn(db, idleMs), () =>
    round(() => takeLease(db, name, holder, leaseMs)),
  );
  return {
    wake: loop.wake,
    stop: async () => {
      await loop.stop();
      await dropLease(db, name, holder).catch(() => undefined);
    },
  };
};
