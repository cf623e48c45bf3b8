import { declareCollection, holds, type Reader, rowsIn, type Tx, takeOut } from '@skein/service-kit';
import { MinutesRow } from './row.ts';

export const minutesCollection = declareCollection({
  name: 'minutes',
  schema: MinutesRow,
  grows: 'one for each meeting that was held',
  freeText: {
    at: ['amendments.text'],
    what: 'An amendment of the minutes of a meeting',
    link: ({ meeting }) => `/meetings/${meeting}`,
  },
  indexes: [
    { key: { network: 1, meeting: 1 }, unique: true },
    { key: { network: 1, 'amendments.by': 1 } },
    { key: { network: 1, approvedBy: 1 } },
  ],
  people: holds<MinutesRow>({
    title: 'Minutes that you amended or approved',
    at: ['amendments.by', 'approvedBy'],
    show: ({ meeting, amendments }, person) => ({
      meeting,
      amendments: amendments.flatMap(({ by, text }) => (by === person ? [text] : [])),
    }),
    erase: takeOut(
      'The minutes stay with their amendments, which are the community’s; that one was yours is gone.',
      'amendments.by',
      'approvedBy',
    ),
    merge: { does: 'rename' },
    versioned: true,
  }),
});

const minutes = rowsIn(minutesCollection);

export const minutesOf = ({ network, ...reader }: Reader, meeting: string): Promise<MinutesRow | null> =>
  minutes(reader).findOne({ network, meeting });

export const putMinutes = async (tx: Tx, row: MinutesRow): Promise<void> => {
  await minutes(tx).replaceOne({ _id: row._id, network: tx.network }, row, { upsert: true });
};
