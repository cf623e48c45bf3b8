import { declareCollection, holdsNobody, newId, type Reader, rowsIn, type Tx } from '@skein/service-kit';
import { ResultLettersRow } from './row.ts';

export const resultLettersCollection = declareCollection({
  name: 'result_letters',
  schema: ResultLettersRow,
  grows: 'gone when all are told',
  indexes: [{ key: { network: 1, publication: 1 }, unique: true }],
  people: holdsNobody('how far the letters on published results have got; gone when all are told'),
});

const resultLetters = rowsIn(resultLettersCollection);

/** Notes, with the publication, that its audience is to be told. */
export const tellReaders = async (
  tx: Tx,
  told: Pick<ResultLettersRow, 'publication' | 'survey' | 'audience'>,
): Promise<void> => {
  await resultLetters(tx).insertOne({ _id: newId(), network: tx.network, version: 0, ...told });
};

export const endTelling = async (tx: Tx, publication: string): Promise<void> => {
  await resultLetters(tx).deleteOne({ network: tx.network, publication });
};

export const underWayInAllNetworks = (
  reader: Pick<Reader, 'db'>,
  limit: number,
): Promise<ResultLettersRow[]> => resultLetters(reader).find().sort({ _id: 1 }).limit(limit).toArray();

export const findTelling = (reader: Reader, { _id }: ResultLettersRow): Promise<ResultLettersRow | null> =>
  resultLetters(reader).findOne({ _id, network: reader.network });

export const moveOn = async (tx: Tx, row: ResultLettersRow): Promise<void> => {
  await resultLetters(tx).replaceOne({ _id: row._id, network: tx.network }, row);
};
