import { type Organisation, OrganisationKind } from '@skein/contracts';
import { type CollectionDeclaration, holdsNobody, type Tx } from '@skein/service-kit';
import type { ClientSession, Collection, Db, Filter } from 'mongodb';
import { z } from 'zod';

export const OrganisationRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  name: z.string(),
  kind: OrganisationKind.optional(),
  region: z.string().optional(),
  website: z.string().optional(),
  aliases: z.array(z.string()),
  /** The name as it is compared: the order of listings. */
  key: z.string(),
  /** Name and aliases as they are compared: each leads to one organisation only. */
  keys: z.array(z.string()),
  words: z.array(z.string()),
  /** The one it became part of; never itself a merged one. */
  mergedInto: z.string().optional(),
});
export type OrganisationRow = z.infer<typeof OrganisationRow>;

export const organisationCollections: CollectionDeclaration[] = [
  {
    name: 'organisations',
    schema: OrganisationRow,
    indexes: [
      { key: { network: 1, keys: 1 }, unique: true },
      { key: { network: 1, words: 1 } },
      { key: { network: 1, key: 1, _id: 1 } },
      { key: { network: 1, mergedInto: 1 } },
    ],
    people: holdsNobody('organisations; who works there is in the profiles'),
  },
];

export const organisations = (db: Db): Collection<OrganisationRow> => db.collection('organisations');

const options = (session: ClientSession | undefined) => (session ? { session } : {});

export const findOrganisation = (
  db: Db,
  network: string,
  id: string,
  session?: ClientSession,
): Promise<OrganisationRow | null> => organisations(db).findOne({ _id: id, network }, options(session));

/** Those known by one of these compared names. */
export const findByKeys = (
  db: Db,
  network: string,
  keys: readonly string[],
  session?: ClientSession,
): Promise<OrganisationRow[]> =>
  organisations(db)
    .find({ network, keys: { $in: [...new Set(keys)] } }, options(session))
    .toArray();

/** By each of these ids, the organisation it leads to now. */
export const organisationsById = async (
  db: Db,
  network: string,
  ids: readonly string[],
  session?: ClientSession,
): Promise<ReadonlyMap<string, OrganisationRow>> => {
  if (ids.length === 0) return new Map();
  const load = (wanted: readonly string[]): Promise<OrganisationRow[]> =>
    organisations(db)
      .find({ network, _id: { $in: [...new Set(wanted)] } }, options(session))
      .toArray();
  const rows = await load(ids);
  const merged = rows.flatMap(({ mergedInto }) => mergedInto ?? []);
  const kept = new Map((merged.length ? await load(merged) : []).map((row) => [row._id, row]));
  return new Map(rows.map((row) => [row._id, kept.get(row.mergedInto ?? '') ?? row]));
};

/** This organisation's id with those of all that became part of it. */
export const idsOfOrganisation = async (db: Db, network: string, id: string): Promise<string[]> => {
  const kept = (await organisationsById(db, network, [id])).get(id)?._id ?? id;
  const rows = await organisations(db)
    .find({ network, mergedInto: kept })
    .project<{ _id: string }>({ _id: 1 })
    .toArray();
  return [kept, ...rows.map(({ _id }) => _id)];
};

/** The most organisations that one word leads to; a word of more is better searched by the organisation itself. */
const mostNamed = 2000;

/** The ids of all organisations with a word that begins so, and of what became part of them. */
export const idsOfOrganisationsNamed = async (
  db: Db,
  network: string,
  beginning: string,
): Promise<string[]> => {
  const idsOf = async (filter: Filter<OrganisationRow>): Promise<string[]> => {
    const rows = await organisations(db)
      .find(filter)
      .limit(mostNamed)
      .project<{ _id: string }>({ _id: 1 })
      .toArray();
    return rows.map(({ _id }) => _id);
  };
  const named = await idsOf({ network, words: { $regex: `^${beginning}` } });
  return named.length ? [...named, ...(await idsOf({ network, mergedInto: { $in: named } }))] : [];
};

export const insertOrganisations = async (tx: Tx, rows: readonly OrganisationRow[]): Promise<void> => {
  if (rows.length) await organisations(tx.db).insertMany([...rows], { session: tx.session });
};

export const replaceOrganisation = async (tx: Tx, row: OrganisationRow): Promise<void> => {
  await organisations(tx.db).replaceOne({ _id: row._id, network: row.network }, row, { session: tx.session });
};

/** What was merged into one that is merged itself now leads straight to the one that is left. */
export const follow = async (tx: Tx, network: string, from: string, to: string): Promise<void> => {
  await organisations(tx.db).updateMany(
    { network, mergedInto: from },
    { $set: { mergedInto: to } },
    { session: tx.session },
  );
};

export const presentOrganisation = (row: OrganisationRow): Organisation => {
  const { _id, network: _, key: __, keys: ___, words: ____, mergedInto: _____, ...facts } = row;
  return { id: _id, ...facts };
};
