import { declareCollection, holds, type Reader, rowsIn, showsNothing, type Tx } from '@skein/service-kit';
import { DismissedRow } from './row.ts';

export const dismissedDuplicatesCollection = declareCollection({
  name: 'dismissed_duplicates',
  schema: DismissedRow,
  grows: 'one for each pair that a host looked at',
  indexes: [{ key: { network: 1, people: 1 } }],
  people: holds<DismissedRow>({
    title: 'That you are not somebody else',
    at: ['people'],
    show: showsNothing,
    erase: { does: 'remove' },
    merge: { does: 'remove' },
  }),
});

const dismissed = rowsIn(dismissedDuplicatesCollection);

/** The pairs of which somebody said that they are two, as `<person>.<person>`. */
export const dismissedPairs = async (reader: Reader): Promise<Set<string>> => {
  const rows = await dismissed(reader).find({ network: reader.network }).toArray();
  return new Set(rows.map(({ _id }) => _id));
};

export const dismiss = async (tx: Tx, { _id, ...row }: DismissedRow): Promise<void> => {
  await dismissed(tx).updateOne({ _id, network: tx.network }, { $setOnInsert: row }, { upsert: true });
};
