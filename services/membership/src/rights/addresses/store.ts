import { declareCollection, holds, rowsIn, type Tx } from '@skein/service-kit';
import { AddressChangeRow } from './row.ts';

export const addressChangesCollection = declareCollection({
  name: 'address_changes',
  schema: AddressChangeRow,
  indexes: [{ key: { network: 1 } }, { key: { forgetAt: 1 }, expireAfterSeconds: 0 }],
  people: holds<AddressChangeRow>({
    title: 'The address you want instead of yours',
    at: ['_id'],
    show: ({ email, askedAt }) => ({ email, askedAt }),
    erase: { does: 'remove' },
    merge: { does: 'remove' },
  }),
});

const changes = rowsIn(addressChangesCollection);

export const putAddressChange = async (tx: Tx, row: AddressChangeRow): Promise<void> => {
  await changes(tx).replaceOne({ _id: row._id, network: row.network }, row, {
    upsert: true,
  });
};

export const findAddressChange = (tx: Tx, person: string): Promise<AddressChangeRow | null> =>
  changes(tx).findOne({ _id: person, network: tx.network });

export const removeAddressChange = async (tx: Tx, person: string): Promise<void> => {
  await changes(tx).deleteOne({ _id: person, network: tx.network });
};
