import { createHash } from 'node:crypto';
import type { InvitedAddress } from '@skein/contracts';
import { declareCollection, holdsNobody, type Reader, rowsIn, type Tx } from '@skein/service-kit';
import { SilentRow } from './row.ts';
import { takeAddress } from './store.ts';

export const silenceCollection = declareCollection({
  name: 'silent_addresses',
  schema: SilentRow,
  grows: 'one for each address that wants no letters',
  people: holdsNobody('hashes of addresses that want no letters: neither the address nor an id'),
});

const silent = rowsIn(silenceCollection);

const hashOf = (network: string, email: string): string =>
  createHash('sha256').update(`${network} ${email}`).digest('base64url');

/** Those of these addresses that may be written to. */
export const notSilent = async <A extends InvitedAddress>(
  reader: Reader,
  list: readonly A[],
): Promise<A[]> => {
  const { network } = reader;
  const hashes = list.map(({ email }) => hashOf(network, email));
  const rows = await silent(reader)
    .find({ _id: { $in: hashes }, network })
    .toArray();
  const found = new Set(rows.map(({ _id }) => _id));
  return list.filter((_address, index) => !found.has(hashes[index] ?? ''));
};

/** Erases an address, and notes that no survey is to write to it again. */
export const silence = async (tx: Tx, invitation: string): Promise<void> => {
  const { network } = tx;
  const email = await takeAddress(tx, invitation);
  if (email === undefined) return;
  const row = { network, since: tx.now };
  await silent(tx).updateOne({ _id: hashOf(network, email) }, { $setOnInsert: row }, { upsert: true });
};
