import { declareCollection, holdsNobody, newId, type Reader, rowsIn, type Tx } from '@skein/service-kit';
import { RoundRow } from './row.ts';

export const roundsCollection = declareCollection({
  name: 'letter_rounds',
  schema: RoundRow,
  grows: 'a few for each survey',
  indexes: [{ key: { status: 1, at: 1 } }, { key: { network: 1, survey: 1, at: 1 } }],
  people: holdsNobody(
    'when letters went out; the id of the last one that a round has come to, gone at its end',
  ),
});

const rounds = rowsIn(roundsCollection);

export const insertRound = async (
  tx: Tx,
  survey: string,
  round: Pick<RoundRow, 'kind' | 'at' | 'planned'>,
): Promise<RoundRow> => {
  const { network } = tx;
  const row: RoundRow = { _id: newId(), network, survey, version: 0, ...round, status: 'planned' };
  await rounds(tx).insertOne(row);
  return row;
};

export const findRound = (reader: Reader, _id: string): Promise<RoundRow | null> =>
  rounds(reader).findOne({ _id, network: reader.network });

export const putRound = async (tx: Tx, row: RoundRow): Promise<void> => {
  await rounds(tx).replaceOne({ _id: row._id, network: tx.network }, row);
};

export const deleteRound = async (tx: Tx, { _id }: RoundRow): Promise<void> => {
  await rounds(tx).deleteOne({ _id, network: tx.network });
};

/** The reminders of a survey, in the order of their times. */
export const remindersOf = (reader: Reader, survey: string): Promise<RoundRow[]> =>
  rounds(reader)
    .find({ network: reader.network, survey, kind: 'reminder' })
    .sort({ at: 1, _id: 1 })
    .toArray();

/** Rounds that are under way or due. */
export const dueRoundsInAllNetworks = (
  reader: Pick<Reader, 'db'>,
  now: Date,
  limit: number,
): Promise<RoundRow[]> =>
  rounds(reader)
    .find({ status: { $in: ['planned', 'sending'] }, at: { $lte: now } })
    .sort({ at: 1 })
    .limit(limit)
    .toArray();
