import { declareCollection, holdsNobody, type Reader, rowsIn, type Tx } from '@skein/service-kit';
import { UnledRow } from './row.ts';

export const unledCollection = declareCollection({
  name: 'unled_communities',
  schema: UnledRow,
  grows: 'one for each community that nobody leads, until somebody does',
  indexes: [{ key: { network: 1 } }],
  people: holdsNobody('communities that have nobody who facilitates'),
});

const unled = rowsIn(unledCollection);

/** Notes that a community has nobody who facilitates it; whether that is new. */
export const noteUnled = async (tx: Tx, community: string): Promise<boolean> => {
  const filter = { _id: community, network: tx.network };
  const { upsertedCount } = await unled(tx).updateOne(
    filter,
    { $setOnInsert: { since: tx.now } },
    { upsert: true },
  );
  return upsertedCount > 0;
};

export const forgetUnled = async (tx: Tx, community: string): Promise<void> => {
  await unled(tx).deleteOne({ _id: community, network: tx.network });
};

/** Since when these have nobody, of those that have nobody. */
export const unledSince = async (
  reader: Reader,
  communities: readonly string[],
): Promise<ReadonlyMap<string, Date>> => {
  const rows = await unled(reader)
    .find({ _id: { $in: [...communities] }, network: reader.network })
    .toArray();
  return new Map(rows.map(({ _id, since }) => [_id, since]));
};
