import { declareCollection, holds, type Reader, rowsIn, type Tx } from '@skein/service-kit';
import { FeedRow } from './row.ts';

export const feedsCollection = declareCollection({
  name: 'feeds',
  schema: FeedRow,
  grows: 'a few for each member',
  indexes: [{ key: { secretHash: 1 }, unique: true }, { key: { network: 1, person: 1 } }],
  people: holds<FeedRow>({
    title: 'Addresses that your calendar programs read',
    at: ['person'],
    show: ({ kind, community, since }) => ({ kind, ...(community && { community }), since }),
    erase: { does: 'remove' },
    merge: { does: 'rename' },
    versioned: true,
  }),
});

const feeds = rowsIn(feedsCollection);

export const feedsOf = (reader: Reader, person: string): Promise<FeedRow[]> =>
  feeds(reader).find({ network: reader.network, person }).sort({ _id: 1 }).toArray();

export const findFeed = (reader: Reader, secretHash: string): Promise<FeedRow | null> =>
  feeds(reader).findOne({ network: reader.network, secretHash });

/** Puts a feed in the place of those that its person had of the same. */
export const replaceFeed = async (tx: Tx, row: FeedRow): Promise<void> => {
  const { network, person, kind, community } = row;
  await feeds(tx).deleteMany({ network, person, kind, ...(community && { community }) });
  await feeds(tx).insertOne(row);
};

/** Ends a feed of somebody; false where there is none such. */
export const removeFeed = async (tx: Tx, id: string, person: string): Promise<boolean> =>
  (await feeds(tx).deleteOne({ _id: id, network: tx.network, person })).deletedCount === 1;
