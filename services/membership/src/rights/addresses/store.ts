import { declareCollection, holds, type Reader, rowsIn, type Tx } from '@skein/service-kit';
import { AddressChangeRow } from './row.ts';

export const addressChangesCollection = declareCollection({
  name: 'address_changes',
  schema: AddressChangeRow,
  indexes: [
    { key: { network: 1, person: 1 } },
    { key: { letterDueAt: 1 }, sparse: true },
    { key: { forgetAt: 1 }, expireAfterSeconds: 0 },
  ],
  people: holds<AddressChangeRow>({
    title: 'Addresses you wanted instead of yours in the last days',
    at: ['person'],
    show: ({ from, email, askedAt, doneAt }) => ({ from, email, askedAt, ...(doneAt && { doneAt }) }),
    erase: { does: 'remove' },
    merge: { does: 'remove' },
  }),
});

const changes = rowsIn(addressChangesCollection);

export const putAddressChange = async (tx: Tx, row: AddressChangeRow): Promise<void> => {
  await changes(tx).replaceOne({ _id: row._id, network: row.network }, row, { upsert: true });
};

/** Never makes one that is gone. */
export const replaceAddressChange = async (tx: Tx, row: AddressChangeRow): Promise<void> => {
  await changes(tx).replaceOne({ _id: row._id, network: row.network }, row);
};

export const findAddressChange = (reader: Reader, id: string): Promise<AddressChangeRow | null> =>
  changes(reader).findOne({ _id: id, network: reader.network });

export const addressChangesOf = (reader: Reader, person: string): Promise<AddressChangeRow[]> =>
  changes(reader).find({ network: reader.network, person }).toArray();

export const removeAddressChanges = async (tx: Tx, ids: readonly string[]): Promise<void> => {
  await changes(tx).deleteMany({ _id: { $in: [...ids] }, network: tx.network });
};

/** Until when the address that somebody had before may come back, where there is one that may. */
export const undoableUntil = async (reader: Reader, person: string, now: Date): Promise<Date | undefined> => {
  const [last] = await changes(reader)
    .find({ network: reader.network, person, doneAt: { $exists: true }, forgetAt: { $gt: now } })
    .sort({ forgetAt: -1 })
    .limit(1)
    .toArray();
  return last?.forgetAt;
};

/** Those whose old address is to be told now that they are done. */
export const toldDueInAllNetworks = (
  { db }: Pick<Reader, 'db'>,
  limit: number,
  now: Date,
): Promise<AddressChangeRow[]> =>
  changes({ db })
    .find({ letterDueAt: { $lte: now } })
    .sort({ letterDueAt: 1 })
    .limit(limit)
    .toArray();

/** Rows as they were written before several could be kept of one person. */
interface EarlierRow {
  readonly _id: string;
  readonly network: string;
  readonly change: string;
}

export const earlierInAllNetworks = ({ db }: Pick<Reader, 'db'>): Promise<EarlierRow[]> =>
  changes({ db })
    .find({ person: null as never })
    .limit(200)
    .toArray() as Promise<unknown> as Promise<EarlierRow[]>;

export const bringAlong = async (tx: Tx, { _id: person, change }: EarlierRow, from: string | undefined) => {
  const before = await changes(tx).findOneAndDelete({
    _id: person,
    network: tx.network,
    person: null as never,
  });
  if (!before || !from) return;
  const { _id, change: _, ...rest } = before as AddressChangeRow & { change?: string };
  await putAddressChange(tx, { ...rest, _id: change, person, from });
};
