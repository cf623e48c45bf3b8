import { declareCollection, holdsNobody, type Reader, rowsIn, type Tx } from '@skein/service-kit';
import { NoticeRow } from './row.ts';

const daysKept = 90;

export const noticesCollection = declareCollection({
  name: 'notices',
  schema: NoticeRow,
  indexes: [
    { key: { at: 1 }, expireAfterSeconds: daysKept * 24 * 60 * 60 },
    { key: { open: 1, at: 1 }, partialFilterExpression: { open: true } },
  ],
  people: holdsNobody('what is told of a meeting; the place in a list that it has come to, gone at its end'),
});

const notices = rowsIn(noticesCollection);

export const putNotice = async (tx: Tx, row: NoticeRow): Promise<void> => {
  await notices(tx).replaceOne({ _id: row._id, network: tx.network }, row, { upsert: true });
};

export const findNotice = (reader: Reader, id: string): Promise<NoticeRow | null> =>
  notices(reader).findOne({ _id: id, network: reader.network });

/** Those of which not everybody was told yet. */
export const openNoticesInAllNetworks = (database: Pick<Reader, 'db'>, limit: number): Promise<NoticeRow[]> =>
  notices(database).find({ open: true }).sort({ at: 1 }).limit(limit).toArray();
