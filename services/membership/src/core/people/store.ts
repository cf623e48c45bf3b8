import { normalised } from '@skein/contracts/words';
import { declareCollection, holds, type Reader, rowsIn, type Tx } from '@skein/service-kit';
import type { Document } from 'mongodb';
import { withOrganisations } from '../organisations/resolve.ts';
import { PersonRow } from './row.ts';
import { tokensOf } from './tokens.ts';

export const peopleCollection = declareCollection({
  name: 'people',
  schema: PersonRow,
  grows: 'one for each member',
  indexes: [
    { key: { network: 1, email: 1 }, unique: true },
    { key: { network: 1, roles: 1 } },
    { key: { network: 1, key: 1, _id: 1 } },
    { key: { network: 1, listed: 1, key: 1, _id: 1 } },
    { key: { network: 1, places: 1, key: 1, _id: 1 } },
    { key: { network: 1, tokens: 1 } },
  ],
  people: holds<PersonRow>({
    title: 'Your profile',
    at: ['_id'],
    // But for what it is found by, which is made from the rest.
    show: ({
      _id,
      network: _,
      version: __,
      key: ___,
      tokens: ____,
      guard: _____,
      photo: ______,
      ...profile
    }) => ({
      id: _id,
      ...profile,
    }),
    erase: { does: 'remove' },
    // Which fields win is decided when the merge is asked for.
    merge: { does: 'remove' },
  }),
});

const people = rowsIn(peopleCollection);

export const findPerson = (reader: Reader, id: string): Promise<PersonRow | null> =>
  people(reader).findOne({ _id: id, network: reader.network });

/** Those of these people who are members, in the order of their ids. */
export const findPeople = (reader: Reader, ids: readonly string[]): Promise<PersonRow[]> =>
  people(reader)
    .find({ _id: { $in: [...new Set(ids)] }, network: reader.network })
    .sort({ _id: 1 })
    .toArray();

export const findByEmail = (reader: Reader, email: string): Promise<PersonRow | null> =>
  people(reader).findOne({ network: reader.network, email });

export const findByEmails = (reader: Reader, emails: readonly string[]): Promise<PersonRow[]> =>
  people(reader)
    .find({ network: reader.network, email: { $in: [...emails] } })
    .toArray();

/** The members who have these addresses: their ids, each with the address. */
export const peopleByAddress = (
  reader: Reader,
  emails: readonly string[],
): Promise<Pick<PersonRow, '_id' | 'email'>[]> =>
  people(reader)
    .find({ network: reader.network, email: { $in: [...emails] } }, { projection: { email: 1 } })
    .toArray();

/** The names of these people, by their ids. */
export const namesOf = async (reader: Reader, ids: readonly string[]): Promise<Map<string, string>> => {
  const rows = await people(reader)
    .find({ network: reader.network, _id: { $in: [...new Set(ids)] } }, { projection: { name: 1 } })
    .toArray();
  return new Map(rows.map(({ _id, name }) => [_id, name]));
};

/** Which of these addresses belong to members already. */
export const takenAddresses = async (reader: Reader, emails: readonly string[]): Promise<Set<string>> =>
  new Set((await peopleByAddress(reader, emails)).map(({ email }) => email));

export const countPeople = (reader: Reader): Promise<number> =>
  people(reader).countDocuments({ network: reader.network });

/** Whether anybody is at this organisation. */
export const isEmploying = async (reader: Reader, organisation: string): Promise<boolean> => {
  const employed = { network: reader.network, organisationId: organisation };
  return (await people(reader).findOne(employed, { projection: { _id: 1 } })) !== null;
};

/** Stages that lead rows to the people whom a field of theirs names: into `people`, with these fields. */
export const peopleNamedBy = (network: string, field: string, ...fields: string[]): Document[] => [
  {
    $lookup: {
      from: peopleCollection.name,
      localField: field,
      foreignField: '_id',
      pipeline: [
        { $match: { network } },
        { $project: Object.fromEntries(['_id', ...fields].map((one) => [one, 1])) },
      ],
      as: 'people',
    },
  },
];

/** Rows as they are stored: their organisations are entities, and a search finds what it may. */
export const indexed = async (tx: Tx, rows: readonly PersonRow[]): Promise<PersonRow[]> => {
  const employed: PersonRow[] = await withOrganisations(tx, rows);
  return employed.map((row) => ({ ...row, key: normalised(row.name), tokens: tokensOf(row) }));
};

export const insertPeople = async (tx: Tx, rows: readonly PersonRow[]): Promise<void> => {
  if (rows.length) await people(tx).insertMany(await indexed(tx, rows));
};

/** Writes a row; the copies of ledger and memberships stay as they are, however old the row is that comes here. */
export const replacePerson = async (tx: Tx, row: PersonRow): Promise<void> => {
  const [{ listed: _, places: __, guard: ___, ...own } = row] = await indexed(tx, [row]);
  const kept = { listed: '$listed', places: '$places', guard: '$guard' };
  await people(tx).updateOne({ _id: row._id, network: row.network }, [
    { $replaceWith: { $mergeObjects: [{ $literal: own }, kept] } },
  ]);
};

/**
 * The administrators of a network. Whoever takes one away asks here first: two at once then collide and the second one
 * counts again, where each alone would have left the other.
 */
export const lockAdmins = async (tx: Tx): Promise<string[]> => {
  const admins = { network: tx.network, roles: 'admin' } as const;
  await people(tx).updateMany(admins, { $inc: { guard: 1 } });
  return adminsNow(tx);
};

/** The administrators of a network, for whoever only wants to know. */
export const adminsNow = async (reader: Reader): Promise<string[]> => {
  const rows = await people(reader)
    .find({ network: reader.network, roles: 'admin' }, { projection: { _id: 1 } })
    .toArray();
  return rows.map(({ _id }) => _id);
};

/** Some administrator of the network, if it has one. */
export const findAdmin = (reader: Reader): Promise<PersonRow | null> =>
  people(reader).findOne({ network: reader.network, roles: 'admin' });

/** Raises people to these versions, for events about them that leave their profile as it is. */
export const raisePeople = async (tx: Tx, versions: ReadonlyMap<string, number>): Promise<void> => {
  const changes = [...versions].map(([_id, version]) => ({
    updateOne: { filter: { _id, network: tx.network }, update: { $set: { version } } },
  }));
  if (changes.length) await people(tx).bulkWrite(changes);
};

export const removePeople = async (tx: Tx, ids: readonly string[]): Promise<void> => {
  await people(tx).deleteMany({ _id: { $in: [...ids] }, network: tx.network });
};

export const removePerson = (tx: Tx, id: string): Promise<void> => removePeople(tx, [id]);

/** How many joined the network in a span of time and are still there. */
export const countJoined = (reader: Reader, from: Date, until: Date): Promise<number> =>
  people(reader).countDocuments({ network: reader.network, joinedAt: { $gte: from, $lt: until } });
