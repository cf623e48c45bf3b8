import type { Organisation } from '@skein/contracts';
import {
  declareCollection,
  holdsNobody,
  type Order,
  type Paging,
  type Reader,
  readPage,
  rowsIn,
  type Tx,
} from '@skein/service-kit';
import type { Filter } from 'mongodb';
import { OrganisationRow } from './row.ts';

export const organisationsCollection = declareCollection({
  name: 'organisations',
  schema: OrganisationRow,
  grows: 'one for each employer; those of nobody are dropped',
  freeText: {
    at: ['name', 'aliases'],
    what: 'What an organisation is called',
    link: ({ _id }) => `/api/v1/organisations/${_id}`,
  },
  called: 'name',
  indexes: [
    { key: { network: 1, keys: 1 }, unique: true },
    { key: { network: 1, words: 1 } },
    { key: { network: 1, key: 1, _id: 1 } },
    { key: { network: 1, mergedInto: 1 } },
  ],
  people: holdsNobody('organisations; who works there is in the profiles'),
});

const organisations = rowsIn(organisationsCollection);

const order: Order = [
  ['key', 1],
  ['_id', 1],
];

export const findOrganisation = (reader: Reader, id: string): Promise<OrganisationRow | null> =>
  organisations(reader).findOne({ _id: id, network: reader.network });

/** Those known by one of these compared names. */
export const findByKeys = (reader: Reader, keys: readonly string[]): Promise<OrganisationRow[]> =>
  organisations(reader)
    .find({ network: reader.network, keys: { $in: [...new Set(keys)] } })
    .toArray();

/** By each of these ids, the organisation it leads to now. */
export const organisationsById = async (
  reader: Reader,
  ids: readonly string[],
): Promise<ReadonlyMap<string, OrganisationRow>> => {
  if (ids.length === 0) return new Map();
  const load = (wanted: readonly string[]): Promise<OrganisationRow[]> =>
    organisations(reader)
      .find({ network: reader.network, _id: { $in: [...new Set(wanted)] } })
      .toArray();
  const rows = await load(ids);
  const merged = rows.flatMap(({ mergedInto }) => mergedInto ?? []);
  const kept = new Map((merged.length ? await load(merged) : []).map((row) => [row._id, row]));
  return new Map(rows.map((row) => [row._id, kept.get(row.mergedInto ?? '') ?? row]));
};

/** This organisation's id with those of all that became part of it. */
export const idsOfOrganisation = async (reader: Reader, id: string): Promise<string[]> => {
  const kept = (await organisationsById(reader, [id])).get(id)?._id ?? id;
  const rows = await organisations(reader)
    .find({ network: reader.network, mergedInto: kept })
    .project<{ _id: string }>({ _id: 1 })
    .toArray();
  return [kept, ...rows.map(({ _id }) => _id)];
};

interface Asked {
  readonly kind?: OrganisationRow['kind'] | undefined;
  readonly region?: string | undefined;
  /** Words each of which some word of its names must begin with. */
  readonly words: readonly string[];
}

/** One page of the organisations that are not part of another one. */
export const pageOfOrganisations = (reader: Reader, { kind, region, words }: Asked, query: Paging) => {
  const { network } = reader;
  const own = { network, mergedInto: { $exists: false }, ...(kind && { kind }), ...(region && { region }) };
  const named = words.map((word) => ({ words: { $regex: `^${word}` } }));
  return readPage(organisations(reader), { $and: [own, ...named] }, order, query, presentOrganisation);
};

/** The most organisations that one word leads to; a word of more is better searched by the organisation itself. */
const mostNamed = 2000;

/** The ids of all organisations with a word that begins so, and of what became part of them. */
export const idsOfOrganisationsNamed = async (reader: Reader, beginning: string): Promise<string[]> => {
  const idsOf = async (filter: Filter<OrganisationRow>): Promise<string[]> => {
    const rows = await organisations(reader)
      .find(filter)
      .limit(mostNamed)
      .project<{ _id: string }>({ _id: 1 })
      .toArray();
    return rows.map(({ _id }) => _id);
  };
  const named = await idsOf({ network: reader.network, words: { $regex: `^${beginning}` } });
  return named.length
    ? [...named, ...(await idsOf({ network: reader.network, mergedInto: { $in: named } }))]
    : [];
};

export const insertOrganisations = async (tx: Tx, rows: readonly OrganisationRow[]): Promise<void> => {
  if (rows.length) await organisations(tx).insertMany([...rows]);
};

export const replaceOrganisation = async (tx: Tx, row: OrganisationRow): Promise<void> => {
  await organisations(tx).replaceOne({ _id: row._id, network: row.network }, row);
};

/** Takes one away that nothing was ever said of but its name; false where something was. */
export const removeUntouched = async (tx: Tx, id: string): Promise<boolean> =>
  (await organisations(tx).deleteOne({ _id: id, network: tx.network, version: 1 })).deletedCount > 0;

/** What was merged into one that is merged itself now leads straight to the one that is left. */
export const follow = async (tx: Tx, from: string, to: string): Promise<void> => {
  await organisations(tx).updateMany({ network: tx.network, mergedInto: from }, { $set: { mergedInto: to } });
};

export const presentOrganisation = (row: OrganisationRow): Organisation => {
  const { _id, network: _, key: __, keys: ___, words: ____, mergedInto: _____, ...facts } = row;
  return { id: _id, ...facts };
};
