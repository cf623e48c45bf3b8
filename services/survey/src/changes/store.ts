import { AcceptedResponse } from '@skein/contracts';
import { type CollectionDeclaration, holdsNobody, type Tx } from '@skein/service-kit';
import type { Db } from 'mongodb';
import { z } from 'zod';
import { rowIdOf } from '../responses/decide.ts';
import { type Change, isChange, lastOfEach } from './decide.ts';

/** A change that came before the response it is of: workers share the queue, and so its order is not theirs. */
export const EarlyChangeRow = z.object({
  /** `<survey>.<response>.<receipt>` */
  _id: z.string(),
  network: z.string(),
  survey: z.string(),
  /** With where it came in the queue. */
  change: AcceptedResponse.extend({ sequence: z.int().optional() }),
  /** When it is looked at again. */
  due: z.date(),
  /** How often it was, in vain. */
  tries: z.int(),
  expiresAt: z.date(),
});
export type EarlyChangeRow = z.infer<typeof EarlyChangeRow>;

export const earlyChangesCollection: CollectionDeclaration = {
  name: 'early_changes',
  schema: EarlyChangeRow,
  indexes: [{ key: { due: 1 } }, { key: { expiresAt: 1 }, expireAfterSeconds: 0 }],
  people: holdsNobody('changes on their way, of responses that lead to nobody before they are there'),
};

/** How long a response may stay away, in the dead letters say, before a change of it is dropped. */
const keptMs = 30 * 24 * 60 * 60 * 1000;

const early = (db: Db) => db.collection<EarlyChangeRow>('early_changes');

/** Keeps changes for the responses that they came before; of several of one response, the one that counts. */
export const putEarly = async (
  tx: Tx,
  network: string,
  survey: string,
  changes: readonly Change[],
): Promise<void> => {
  const { db, now, session } = tx;
  for (const change of changes) {
    const _id = `${rowIdOf(survey, change.response)}.${change.receipt}`;
    const before = await early(db).findOne({ _id, network }, { session });
    const [last] = lastOfEach([...(before && isChange(before.change) ? [before.change] : []), change]);
    const row = { network, survey, change: last ?? change, due: now, tries: 0 };
    const expiresAt = new Date(now.getTime() + keptMs);
    await early(db).replaceOne({ _id, network }, { ...row, expiresAt }, { session, upsert: true });
  }
};

export const dueChanges = (db: Db, now: Date, limit: number): Promise<EarlyChangeRow[]> =>
  early(db)
    .find({ due: { $lte: now } })
    .sort({ due: 1 })
    .limit(limit)
    .toArray();

/** As it is now: another worker may have put a later one in its place, or be done with it. */
export const findEarly = (tx: Tx, { _id, network }: EarlyChangeRow): Promise<EarlyChangeRow | null> =>
  early(tx.db).findOne({ _id, network }, { session: tx.session });

export const dropEarly = async (tx: Tx, { _id, network }: EarlyChangeRow): Promise<void> => {
  await early(tx.db).deleteOne({ _id, network }, { session: tx.session });
};

/** Looks at it again later, and later each time, a minute at most. */
export const putOff = async (tx: Tx, { _id, network, tries }: EarlyChangeRow): Promise<void> => {
  const due = new Date(tx.now.getTime() + Math.min(60_000, 500 * 2 ** Math.min(tries, 10)));
  await early(tx.db).updateOne(
    { _id, network },
    { $set: { due }, $inc: { tries: 1 } },
    { session: tx.session },
  );
};
