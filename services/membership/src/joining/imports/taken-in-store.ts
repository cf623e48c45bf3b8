import { declareCollection, holds, type Reader, rowsIn, type Tx, takeOut } from '@skein/service-kit';
import { TakenIn } from './row.ts';

export const importTakenInCollection = declareCollection({
  name: 'import_taken_in',
  schema: TakenIn,
  grows: 'gone when the import has ended',
  indexes: [{ key: { import: 1, line: -1 } }, { key: { import: 1, people: 1 } }],
  people: holds<TakenIn>({
    title: 'Imports that took you in',
    at: ['people', 'consents.person'],
    show: ({ import: from, line }) => ({ import: from, line }),
    erase: takeOut(
      'An import that is under way must know what to take back; that you were in it is gone.',
      'people',
    ),
    // An import that is taken back leaves alone whoever has changed since.
    merge: { does: 'stay' },
  }),
});

const takenIn = rowsIn(importTakenInCollection);

/** Remembers what a batch took in, so that it can be taken back. */
export const remember = async (tx: Tx, row: TakenIn): Promise<void> => {
  await takenIn(tx).insertOne(row);
};

/** The last batch of an import that is in. */
export const lastTakenIn = (tx: Tx, id: string): Promise<TakenIn | null> =>
  takenIn(tx).findOne({ import: id, network: tx.network }, { sort: { line: -1 } });

/** Those of these people whom an import made. */
export const madeBy = async (
  reader: Reader,
  id: string,
  people: readonly string[],
): Promise<ReadonlySet<string>> => {
  const batches = await takenIn(reader)
    .find(
      { import: id, network: reader.network, people: { $in: [...people] } },
      { projection: { people: 1 } },
    )
    .toArray();
  const made = new Set(batches.flatMap((batch) => batch.people));
  return new Set(people.filter((person) => made.has(person)));
};

export const forgetBatch = async (tx: Tx, { _id }: TakenIn): Promise<void> => {
  await takenIn(tx).deleteOne({ _id, network: tx.network });
};

export const forgetBatches = async (reader: Reader, id: string): Promise<void> => {
  await takenIn(reader).deleteMany({ import: id, network: reader.network });
};
