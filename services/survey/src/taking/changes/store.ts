import { declareCollection, holdsNobody, type Reader, rowsIn, type Tx } from '@skein/service-kit';
import { type AskedSurvey, rowIdOf } from '../responses/decide.ts';
import { type Change, isChange, lastOfEach } from './decide.ts';
import { EarlyChangeRow } from './row.ts';

export const earlyChangesCollection = declareCollection({
  name: 'early_changes',
  schema: EarlyChangeRow,
  indexes: [{ key: { due: 1 } }, { key: { expiresAt: 1 }, expireAfterSeconds: 0 }],
  people: holdsNobody('changes on their way, of responses that lead to nobody before they are there'),
});

/** How long a response may stay away, in the dead letters say, before a change of it is dropped. */
const dayMs = 24 * 60 * 60 * 1000;
const keptMs = 30 * dayMs;

const early = rowsIn(earlyChangesCollection);

/** Keeps changes for the responses that they came before; of several of one response, the one that counts. */
export const putEarly = async (
  tx: Tx,
  { _id: survey, mode }: Pick<AskedSurvey, '_id' | 'mode'>,
  changes: readonly Change[],
): Promise<void> => {
  const { network, now } = tx;
  for (const { sequence, ...unplaced } of changes) {
    // Where a response has no place in the queue, a change of it has none either.
    const change: Change = mode === 'named' && sequence !== undefined ? { ...unplaced, sequence } : unplaced;
    const _id = `${rowIdOf(survey, change.response)}.${change.receipt}`;
    const before = await early(tx).findOne({ _id, network });
    const [last] = lastOfEach([...(before && isChange(before.change) ? [before.change] : []), change]);
    const due = new Date(Math.floor(now.getTime() / dayMs) * dayMs);
    const row = { network, survey, change: last ?? change, due, tries: 0 };
    // To the day: one whose response never comes is here for long, and is not to tell when it came itself.
    const expiresAt = new Date(Math.ceil((now.getTime() + keptMs) / dayMs) * dayMs);
    await early(tx).replaceOne({ _id, network }, { ...row, expiresAt }, { upsert: true });
  }
};

export const dueChangesInAllNetworks = (
  reader: Pick<Reader, 'db'>,
  now: Date,
  limit: number,
): Promise<EarlyChangeRow[]> =>
  early(reader)
    .find({ due: { $lte: now } })
    .sort({ due: 1 })
    .limit(limit)
    .toArray();

/** As it is now: another worker may have put a later one in its place, or be done with it. */
export const findEarly = (reader: Reader, { _id }: EarlyChangeRow): Promise<EarlyChangeRow | null> =>
  early(reader).findOne({ _id, network: reader.network });

export const dropEarly = async (tx: Tx, { _id }: EarlyChangeRow): Promise<void> => {
  await early(tx).deleteOne({ _id, network: tx.network });
};

/** Looks at it again later, and later each time, a minute at most. */
export const putOff = async (tx: Tx, { _id, tries }: EarlyChangeRow): Promise<void> => {
  const due = new Date(tx.now.getTime() + Math.min(60_000, 500 * 2 ** Math.min(tries, 10)));
  await early(tx).updateOne({ _id, network: tx.network }, { $set: { due }, $inc: { tries: 1 } });
};
