import { createHash } from 'node:crypto';
import type { InvitedAddress } from '@skein/contracts';
import { type CollectionDeclaration, holds, holdsNobody, type Tx, takeOut } from '@skein/service-kit';
import type { Db } from 'mongodb';
import { z } from 'zod';

const Address = z.object({ email: z.string(), language: z.string().optional() });

/** Part of a list of people or addresses that a survey is to ask; gone once they are written down. */
export const PartRow = z.object({
  /** `<survey>.<number>`, of one length, so that they sort as the list does. */
  _id: z.string(),
  network: z.string(),
  survey: z.string(),
  people: z.array(z.string()).optional(),
  addresses: z.array(Address).optional(),
});
export type PartRow = z.infer<typeof PartRow>;

/** Where somebody who is no member is written to about one survey: the one place that holds their address. */
export const AddressRow = z.object({
  /** The invitation. */
  _id: z.string(),
  network: z.string(),
  survey: z.string(),
  /** Who they are in this survey, and nowhere else. */
  person: z.string(),
  ...Address.shape,
});
export type AddressRow = z.infer<typeof AddressRow>;

/** An address that no survey writes to any more, by its hash alone. */
export const SilentRow = z.object({ _id: z.string(), network: z.string(), since: z.date() });
export type SilentRow = z.infer<typeof SilentRow>;

export const audienceCollections: CollectionDeclaration[] = [
  {
    name: 'audience_parts',
    schema: PartRow,
    people: holds<PartRow>({
      title: 'Surveys that are about to ask you',
      at: ['people'],
      show: ({ survey }) => ({ survey }),
      erase: takeOut('The others of the list are asked; you are not.', 'people'),
      join: { does: 'rename' },
    }),
  },
  {
    name: 'invited_addresses',
    schema: AddressRow,
    indexes: [{ key: { network: 1, survey: 1, person: 1 } }],
    people: holds<AddressRow>({
      title: 'Your address, for letters about one survey',
      at: ['person'],
      show: ({ survey, email, language }) => ({ survey, email, language }),
      erase: { does: 'remove' },
      join: { does: 'remove' },
    }),
  },
  {
    name: 'silent_addresses',
    schema: SilentRow,
    people: holdsNobody('hashes of addresses that want no letters: neither the address nor an id'),
  },
];

const parts = (db: Db) => db.collection<PartRow>('audience_parts');
const addresses = (db: Db) => db.collection<AddressRow>('invited_addresses');
const silent = (db: Db) => db.collection<SilentRow>('silent_addresses');

const partsOf = (survey: string) => ({ _id: { $gt: `${survey}.`, $lt: `${survey}/` } });

type List = { readonly people: readonly string[] } | { readonly addresses: readonly InvitedAddress[] };

/** Puts a list aside, in parts. */
export const insertParts = async (
  tx: Tx,
  network: string,
  survey: string,
  list: List,
  size: number,
): Promise<void> => {
  const [field, items] =
    'people' in list ? (['people', list.people] as const) : (['addresses', list.addresses] as const);
  const rows = Array.from({ length: Math.ceil(items.length / size) }, (_, part) => ({
    _id: `${survey}.${String(part).padStart(6, '0')}`,
    network,
    survey,
    [field]: items.slice(part * size, (part + 1) * size),
  }));
  if (rows.length) await parts(tx.db).insertMany(rows as PartRow[], { session: tx.session });
};

export const firstPart = (db: Db, network: string, survey: string): Promise<PartRow | null> =>
  parts(db).findOne({ network, survey, ...partsOf(survey) }, { sort: { _id: 1 } });

/** Whether the part was still there to be taken out. */
export const dropPart = async (tx: Tx, { _id, network }: PartRow): Promise<boolean> =>
  (await parts(tx.db).deleteOne({ _id, network }, { session: tx.session })).deletedCount === 1;

export const dropParts = async (tx: Tx, network: string, survey: string): Promise<void> => {
  await parts(tx.db).deleteMany({ network, ...partsOf(survey) }, { session: tx.session });
};

export const insertAddresses = async (tx: Tx, rows: readonly AddressRow[]): Promise<void> => {
  if (rows.length) await addresses(tx.db).insertMany([...rows], { session: tx.session });
};

/** Where these people of a survey are written to, where they are no members. */
export const addressesOf = async (
  db: Db,
  network: string,
  survey: string,
  people: readonly string[],
): Promise<ReadonlyMap<string, AddressRow>> => {
  const rows = await addresses(db)
    .find({ network, survey, person: { $in: [...people] } })
    .toArray();
  return new Map(rows.map((row) => [row.person, row]));
};

const hashOf = (network: string, email: string): string =>
  createHash('sha256').update(`${network} ${email}`).digest('base64url');

/** Those of these addresses that may be written to. */
export const notSilent = async <A extends InvitedAddress>(
  db: Db,
  network: string,
  list: readonly A[],
): Promise<A[]> => {
  const hashes = list.map(({ email }) => hashOf(network, email));
  const rows = await silent(db)
    .find({ _id: { $in: hashes }, network })
    .toArray();
  const found = new Set(rows.map(({ _id }) => _id));
  return list.filter((_address, index) => !found.has(hashes[index] ?? ''));
};

/** Erases an address, and notes that no survey is to write to it again. */
export const silence = async (tx: Tx, network: string, invitation: string): Promise<void> => {
  const { db, session } = tx;
  const row = await addresses(db).findOneAndDelete({ _id: invitation, network }, { session });
  if (!row) return;
  await silent(db).updateOne(
    { _id: hashOf(network, row.email) },
    { $setOnInsert: { network, since: tx.now } },
    { session, upsert: true },
  );
};

/** Erases some addresses of a survey; whether there may be more. */
export const eraseSome = async (db: Db, network: string, survey: string, limit: number): Promise<boolean> => {
  const rows = await addresses(db)
    .find({ network, survey }, { projection: { _id: 1 } })
    .limit(limit)
    .toArray();
  await addresses(db).deleteMany({ network, _id: { $in: rows.map(({ _id }) => _id) } });
  return rows.length === limit;
};
