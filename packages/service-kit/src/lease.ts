import type { Db } from 'mongodb';
import type { CollectionDeclaration } from './collections.ts';
import { holdsNobody } from './holdings/declare.ts';
import { isDuplicateKey } from './mongo.ts';

interface LeaseRow {
  readonly _id: string;
  readonly holder: string;
  readonly until: Date;
}

export const leaseCollection: CollectionDeclaration = {
  name: 'leases',
  people: holdsNobody('ids of processes'),
};

/** Takes or renews the lease for `milliseconds`; false while somebody else holds it. Time is the database's. */
export const takeLease = async (
  db: Db,
  name: string,
  holder: string,
  milliseconds: number,
): Promise<boolean> => {
  // A missing `until` sorts before every date, so a new row is free to take.
  const free = { $or: [{ $eq: ['$holder', holder] }, { $lt: ['$until', '$$NOW'] }] };
  const change = {
    holder: { $cond: [free, holder, '$holder'] },
    until: { $cond: [free, { $add: ['$$NOW', milliseconds] }, '$until'] },
  };
  try {
    const row = await db
      .collection<LeaseRow>('leases')
      .findOneAndUpdate({ _id: name }, [{ $set: change }], { upsert: true, returnDocument: 'after' });
    return row?.holder === holder;
  } catch (error) {
    // Two first takers at once: one of them made the row.
    if (isDuplicateKey(error)) return false;
    throw error;
  }
};

/** Gives the lease back, so that another need not wait for it to run out. */
export const dropLease = async (db: Db, name: string, holder: string): Promise<void> => {
  await db.collection<LeaseRow>('leases').deleteOne({ _id: name, holder });
};
