import {
  declareCollection,
  holds,
  type Order,
  type Paging,
  type Reader,
  readPage,
  rowsIn,
  type Tx,
  takeOut,
} from '@skein/service-kit';
import { lastOf } from '../../working/occasions/last-of.ts';
import { ReadingListRow } from './row.ts';

export const readingListsCollection = declareCollection({
  name: 'reading_lists',
  schema: ReadingListRow,
  grows: 'what communities read; at most 100 things on each',
  freeText: {
    at: ['title', 'about', 'items.note'],
    what: 'A reading list',
    link: ({ community }) => `/communities/${community}/library`,
  },
  called: 'title',
  indexes: [{ key: { network: 1, community: 1, _id: -1 } }, { key: { network: 1, madeBy: 1 } }],
  people: holds<ReadingListRow>({
    title: 'Reading lists you made',
    at: ['madeBy'],
    show: ({ title, about, items }) => ({ title, about, notes: items.map(({ note }) => note) }),
    erase: takeOut('It stays, since it is the community’s; that you made it is gone.', 'madeBy'),
    merge: { does: 'rename' },
    versioned: true,
  }),
});

const lists = rowsIn(readingListsCollection);

const newestFirst: Order = [['_id', -1]];

/** One page of a community's reading lists, the newest first. */
export const pageOfLists = (
  reader: Reader,
  { community, ...page }: Paging & { readonly community: string },
) => readPage(lists(reader), { network: reader.network, community }, newestFirst, page, (row) => row);

export const lastLists = (
  reader: Reader,
  of: 'all' | readonly string[],
  reach: number,
): Promise<ReadingListRow[]> => lastOf(lists(reader), reader, of, reach);

export const findList = (reader: Reader, id: string): Promise<ReadingListRow | null> =>
  lists(reader).findOne({ _id: id, network: reader.network });

export const putList = async (tx: Tx, row: ReadingListRow): Promise<void> => {
  await lists(tx).replaceOne({ _id: row._id, network: tx.network }, row, { upsert: true });
};

export const deleteList = async (tx: Tx, { _id }: ReadingListRow): Promise<void> => {
  await lists(tx).deleteOne({ _id, network: tx.network });
};
