import { type Reader, rowsIn, type Tx } from '@skein/service-kit';
import type { AnyBulkWriteOperation, Filter } from 'mongodb';
import type { PersonRow } from './row.ts';
import { indexed, peopleCollection } from './store.ts';

// The ledger and the memberships are the truth. What a search asks of them stands on the person's row too, kept by
// whoever writes to them, in the same transaction: so one index leads to whom somebody may find.

const people = rowsIn(peopleCollection);

const update = async (tx: Tx, operations: AnyBulkWriteOperation<PersonRow>[]): Promise<void> => {
  if (operations.length) await people(tx).bulkWrite(operations, { ordered: false });
};

/** What a line of the ledger says of whether somebody is listed. */
interface Agreed {
  readonly person: string;
  readonly purpose: string;
  readonly given: boolean;
}

/** Notes who agreed to be listed in the directory, and who no longer does, after these lines of the ledger. */
export const noteListing = async (tx: Tx, lines: readonly Agreed[]): Promise<void> => {
  const { network } = tx;
  const last = new Map(
    lines.filter(({ purpose }) => purpose === 'directory-listing').map((line) => [line.person, line]),
  );
  const groups = Map.groupBy(last.values(), ({ given }) => given);
  await update(
    tx,
    [...groups].map(([given, group]) => {
      const filter = { _id: { $in: group.map(({ person }) => person) }, network };
      return { updateMany: { filter, update: { $set: { listed: given } } } };
    }),
  );
};

/** Somebody's place in a community; without a role they left it. */
interface Place {
  readonly person: string;
  readonly community: string;
  readonly role?: string | undefined;
}

/** Notes in which communities people are now. */
export const notePlaces = async (tx: Tx, rows: readonly Place[]): Promise<void> => {
  const { network } = tx;
  const groups = Map.groupBy(rows, ({ community, role }) => `${community} ${!role}`);
  await update(
    tx,
    [...groups.values()].flatMap((group) => {
      const [first] = group;
      if (!first) return [];
      const { community, role } = first;
      const filter = { _id: { $in: group.map(({ person }) => person) }, network };
      const change = role ? { $addToSet: { places: community } } : { $pull: { places: community } };
      return [{ updateMany: { filter, update: change } }];
    }),
  );
};

const unlisted: Filter<PersonRow> = { key: { $exists: false } };

/** Everyone of all networks whose row was written before a search could find them. */
export const unlistedInAllNetworks = ({ db }: Pick<Reader, 'db'>) =>
  people({ db }).find(unlisted).project<Pick<PersonRow, '_id' | 'network'>>({ network: 1 });

/**
 * Lets all be listed anew whose strengths were written before one could seek by them, or whose names hold an apostrophe:
 * what follows it is found in more ways than before.
 */
export const relistInAllNetworks = async ({ db }: Pick<Reader, 'db'>): Promise<void> => {
  const unsought = { 'strengths.0': { $exists: true }, tokens: { $not: /^[nch]=strength:/ } };
  const further = { name: /['’‘ʼ`´]/ };
  await people({ db }).updateMany({ $or: [unsought, further] } as never, { $unset: { key: true } });
};

/** Everyone of all networks, in the order of their ids, from the one after `after`. */
export const everyoneInAllNetworks = (
  { db }: Pick<Reader, 'db'>,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<Pick<PersonRow, '_id' | 'network'>[]> =>
  people({ db })
    .find({ _id: { $gt: after } })
    .sort({ _id: 1 })
    .limit(limit)
    .project<Pick<PersonRow, '_id' | 'network'>>({ network: 1 })
    .toArray();

/** Those of these people whose rows no search finds yet. */
export const findUnlisted = (reader: Reader, ids: readonly string[]): Promise<PersonRow[]> =>
  people(reader)
    .find({ _id: { $in: [...ids] }, network: reader.network, ...unlisted })
    .toArray();

/** Lets a search find people whose rows are older than it, by what the ledger and the memberships say of them. */
export const list = async (
  tx: Tx,
  rows: readonly PersonRow[],
  shownAs: (person: string) => Required<Pick<PersonRow, 'places' | 'listed'>>,
): Promise<void> => {
  const { network } = tx;
  const written = (await indexed(tx, rows)).map((row): AnyBulkWriteOperation<PersonRow> => {
    const { _id, key, tokens, organisation, organisationId } = row;
    const $set = { key, tokens, organisation, organisationId, ...shownAs(_id) };
    return { updateOne: { filter: { _id, network }, update: { $set } } } as never;
  });
  await update(tx, written);
};
