import { declareCollection, holds, type Reader, rowsIn, type Tx, takeOut } from '@skein/service-kit';
import { AgendaItemRow } from './row.ts';

export const agendaItemsCollection = declareCollection({
  name: 'agenda_items',
  schema: AgendaItemRow,
  grows: 'at most 60 for each meeting; communities keep them as their memory',
  freeText: {
    at: ['title'],
    what: 'An item of an agenda',
    link: ({ meeting }) => `/meetings/${meeting}`,
  },
  indexes: [
    { key: { network: 1, meeting: 1, part: 1, place: 1, _id: 1 } },
    { key: { network: 1, proposedBy: 1 } },
    {
      name: 'waiting_in_series',
      key: { network: 1, series: 1, _id: 1 },
      partialFilterExpression: { done: false },
    },
  ],
  people: holds<AgendaItemRow>({
    title: 'What you proposed for agendas',
    at: ['proposedBy'],
    show: ({ meeting, title }) => ({ meeting, title }),
    erase: takeOut('The item stays on the community’s agenda; that you proposed it is gone.', 'proposedBy'),
    merge: { does: 'rename' },
    versioned: true,
  }),
});

const agendaItems = rowsIn(agendaItemsCollection);

/** What is on the agenda of a meeting, in its order. */
export const itemsOf = ({ network, ...reader }: Reader, meeting: string): Promise<AgendaItemRow[]> =>
  agendaItems(reader).find({ network, meeting }).sort({ part: 1, place: 1, _id: 1 }).toArray();

export const findItem = ({ network, ...reader }: Reader, _id: string): Promise<AgendaItemRow | null> =>
  agendaItems(reader).findOne({ _id, network });

/** What was not reached at meetings of a series, and has not gone on to a later one. */
export const waitingInSeries = ({ network, ...reader }: Reader, series: string): Promise<AgendaItemRow[]> =>
  agendaItems(reader)
    .find({ network, series, done: false, carriedTo: { $exists: false } })
    .sort({ _id: 1 })
    .toArray();

export const putItem = async (tx: Tx, row: AgendaItemRow): Promise<void> => {
  await agendaItems(tx).replaceOne({ _id: row._id, network: tx.network }, row, { upsert: true });
};

export const removeItem = async (tx: Tx, { _id }: AgendaItemRow): Promise<void> => {
  await agendaItems(tx).deleteOne({ _id, network: tx.network });
};
