import { declareCollection, holds, type Reader, rowsIn, type Tx } from '@skein/service-kit';
import { VisitRow } from './row.ts';

export const visitsCollection = declareCollection({
  name: 'library_visits',
  schema: VisitRow,
  grows: 'one for each member who looked at the library',
  indexes: [{ key: { network: 1 } }],
  people: holds<VisitRow>({
    title: 'When you looked at the library last',
    at: ['_id'],
    show: ({ at }) => ({ at }),
    erase: { does: 'remove' },
    merge: { does: 'remove' },
  }),
});

const visits = rowsIn(visitsCollection);

export const findVisit = (reader: Reader, person: string): Promise<VisitRow | null> =>
  visits(reader).findOne({ _id: person, network: reader.network });

export const putVisit = async (tx: Tx, row: VisitRow): Promise<void> => {
  await visits(tx).replaceOne({ _id: row._id, network: tx.network }, row, { upsert: true });
};
