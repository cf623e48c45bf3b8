import { type CollectionDeclaration, holds, type Tx } from '@skein/service-kit';
import type { Db } from 'mongodb';
import { z } from 'zod';

/** Another address that somebody wants, until they confirm it: one at a time, the one asked for last. */
export const AddressChangeRow = z.object({
  /** The person's id. */
  _id: z.string(),
  network: z.string(),
  /** Names what its links are for: those of an earlier wish do nothing. */
  change: z.string(),
  email: z.string(),
  askedAt: z.date(),
  forgetAt: z.date(),
});
export type AddressChangeRow = z.infer<typeof AddressChangeRow>;

export const addressCollections: CollectionDeclaration[] = [
  {
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
  },
];

const changes = (db: Db) => db.collection<AddressChangeRow>('address_changes');

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
