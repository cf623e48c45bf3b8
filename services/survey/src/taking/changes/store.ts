import { AcceptedResponse } from '@skein/contracts';
import { type CollectionDeclaration, holdsNobody, type Tx } from '@skein/service-kit';
import type { Db } from 'mongodb';
import { z } from 'zod';
import { type AskedSurvey, rowIdOf } from '../responses/decide.ts';
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
const dayMs = 24 * 60 * 60 * 1000;
const keptMs = 30 * dayMs;

const early = (db: Db) => db.collection<EarlyChangeRow>('early_changes');

/** Keeps changes for the responses that they came before; of several of one response, the one that counts. */
export const putEarly = async (
  tx: Tx,
  { _id: survey, network, mode }: Pick<AskedSurvey, '_id' | 'network' | 'mode'>,
  changes: readonly Change[],
): Promise<void> => {
  const { db, now, session } = tx;
  for (const { sequence, ...unplaced } of changes) {
    // Where a response has no place in the queue, a change of it has none either.
    const change: Change = mode === 'named' && sequence !== undefined ? { ...unplaced, sequence } : unplaced;
    const _id = `${rowIdOf(survey, change.response)}.${change.receipt}`;
    const before = await early(db).findOne({ _id, network }, { session });
    const [last] = lastOfEach([...(before && isChange(before.change) ? [before.change] : []), change]);
    const due = new Date(Math.floor(now.getTime() / dayMs) * dayMs);
    const row = { network, survey, change: last ?? change, due, tries: 0 };
    // To the day: one whose response never comes is here for long, and is not to tell when it came itself.
    const expiresAt = new Date(Math.ceil((now.getTime() + keptMs) / dayMs) * dayMs);
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
