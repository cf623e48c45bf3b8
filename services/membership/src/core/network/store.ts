import { declareCollection, holdsNobody, type Reader, rowsIn, type Tx } from '@skein/service-kit';
import { undescribed } from './decide.ts';
import { NetworkRow } from './row.ts';

export const networksCollection = declareCollection({
  name: 'networks',
  schema: NetworkRow,
  grows: 'one for each network',
  freeText: {
    at: ['purpose', 'controller', 'contact', 'privacyNotice', 'imprint'],
    what: 'What the network says of itself',
    link: () => '/',
  },
  indexes: [],
  people: holdsNobody('how a network presents itself; its contact is an address of the network'),
});

const networks = rowsIn(networksCollection);

/** The network as it was described, or as it is called where nobody has. */
export const findNetwork = async (reader: Reader): Promise<NetworkRow> =>
  (await networks(reader).findOne({ _id: reader.network, network: reader.network })) ??
  undescribed(reader.network);

/** Whether visitors, who have not signed in, see these. */
export const showsVisitors = async (
  reader: Reader,
  what: keyof NetworkRow['forVisitors'],
): Promise<boolean> => (await findNetwork(reader)).forVisitors[what];

export const putNetwork = async (tx: Tx, row: NetworkRow): Promise<void> => {
  await networks(tx).replaceOne({ _id: row._id, network: row.network }, row, { upsert: true });
};
