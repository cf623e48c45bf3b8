import {
  declareCollection,
  holds,
  type Order,
  type Paging,
  type Reader,
  readPage,
  rowsIn,
  type Tx,
} from '@skein/service-kit';
import { tidied, withoutPerson } from './decide.ts';
import { JournalRow } from './row.ts';

export const journalCollection = declareCollection({
  name: 'journal_entries',
  schema: JournalRow,
  grows: 'what members write into their own journals; it goes with them',
  indexes: [
    { key: { network: 1, person: 1, _id: -1 } },
    { key: { network: 1, community: 1, _id: -1 } },
    { key: { network: 1, weaver: 1, _id: -1 } },
  ],
  people: holds<JournalRow>({
    title: 'Your learning journal',
    at: ['person', 'weaver'],
    show: ({ person, title, text, writtenAt }, whose) =>
      person === whose ? { title, text, writtenAt } : undefined,
    erase: {
      does: 'change',
      why: 'What you wrote is gone; what others shared with you is theirs, and stays without you.',
      to: withoutPerson,
    },
    merge: { does: 'rename', tidy: tidied },
    versioned: true,
  }),
});

const entries = rowsIn(journalCollection);

const newestFirst: Order = [['_id', -1]];

interface Listing extends Paging {
  /** Whose eyes it is for. */
  readonly person: string;
  readonly of: 'me' | 'others';
  readonly community?: string | undefined;
}

/** One page of somebody's own journal; or of others' that is shared with them, or with a community. */
export const pageOfEntries = <T>(
  reader: Reader,
  { person, of, community, ...page }: Listing,
  present: (row: JournalRow) => T,
) => {
  const others = community === undefined ? { weaver: person } : { community, person: { $ne: person } };
  const mine = { person, ...(community !== undefined && { community }) };
  const filter = { network: reader.network, ...(of === 'me' ? mine : others) };
  return readPage(entries(reader), filter, newestFirst, page, present);
};

export const findEntry = (reader: Reader, id: string): Promise<JournalRow | null> =>
  entries(reader).findOne({ _id: id, network: reader.network });

export const putEntry = async (tx: Tx, row: JournalRow): Promise<void> => {
  await entries(tx).replaceOne({ _id: row._id, network: tx.network }, row, { upsert: true });
};

export const deleteEntry = async (tx: Tx, { _id }: JournalRow): Promise<void> => {
  await entries(tx).deleteOne({ _id, network: tx.network });
};
