import { declareCollection, holdsNobody, type Reader, rowsIn, type Tx } from '@skein/service-kit';
import { PreparationRow } from './row.ts';

export const preparationsCollection = declareCollection({
  name: 'preparations',
  schema: PreparationRow,
  grows: 'one for each meeting',
  indexes: [],
  people: holdsNobody('it says of a meeting that people were reminded before it, and not whom'),
});

const preparations = rowsIn(preparationsCollection);

/** Of these meetings those before which nobody was reminded yet, as they stand here. */
export const unprepared = async <T extends { readonly _id: string }>(
  reader: Reader,
  meetings: readonly T[],
): Promise<T[]> => {
  const ids = meetings.map(({ _id }) => _id);
  const done = new Set(
    await preparations(reader).distinct('_id', { _id: { $in: ids }, network: reader.network }),
  );
  return meetings.filter(({ _id }) => !done.has(_id));
};

export const insertPreparation = async (tx: Tx, row: PreparationRow): Promise<void> => {
  await preparations(tx).insertOne(row);
};
