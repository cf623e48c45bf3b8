import { readingListsContract } from '@skein/contracts';
import type { Tx } from '@skein/service-kit';
import type { ReadingListRow } from './row.ts';
import { deleteList, putList } from './store.ts';

const told = ({ _id: subject, network, version, community }: ReadingListRow) => ({
  ...{ network, subject, version },
  data: { list: subject, community },
});

/** Writes a reading list together with the event that tells of it. */
export const saveList = async (tx: Tx, row: ReadingListRow): Promise<void> => {
  await putList(tx, row);
  const { readingListMade, readingListChanged } = readingListsContract.events;
  tx.record(row.version === 1 ? readingListMade : readingListChanged, told(row));
};

export const saveRemoved = async (tx: Tx, row: ReadingListRow): Promise<void> => {
  await deleteList(tx, row);
  tx.record(readingListsContract.events.readingListRemoved, told({ ...row, version: row.version + 1 }));
};
