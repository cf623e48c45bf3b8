import { declareCollection, holds, rowsIn, type Tx } from '@skein/service-kit';
import { AddressChangeRow } from './row.ts';

const addressChangesCollection = declareCollection({
  name: 'address_changes',
  schema: AddressChangeRow,
  indexes: [{ key: { network: 1 } }, { key: { forgetAt: 1 }, expireAfterSeconds: 0 }],
  people: holds<AddressChangeRow>({
    title: 'The address you want instead of yours',
    at: ['_id'],
    show: ({ email, askedAt }) => ({ email, askedAt }),
    erase: { does: 'remove' },
    join: { does: 'remove' },
  }),
});

export const addressCollections = [addressChangesCollection];

const changes = rowsIn(addressChangesCollection);

export const putAddressChange = async (tx: Tx, row: AddressChangeRow): Promise<void> => {
  await changes(tx.db).replaceOne({ _id: row._id, network: row.network }, row, {
    session: tx.session,
    upsert: true,
  });
};

export const findAddressChange = (
  tx: Tx,
  network: string,
  person: string,
): Promise<AddressChangeRow | null> =>
  changes(tx.db).findOne({ _id: person, network }, { session: tx.session });

export const removeAddressChange = async (tx: Tx, network: string, person: string): Promise<void> => {
  await changes(tx.db).deleteOne({ _id: person, network }, { session: tx.session });
};
