import type { Document } from 'mongodb';
import { newId } from '../ids.ts';
import type { CollectionDeclaration } from '../storage/collections.ts';
import type { HeldRow, Holding, Merging, Query, Whose } from '../storage/holdings.ts';
import { renamed } from '../storage/pointers.ts';
import type { Tx } from '../storage/transaction.ts';

/** Rows of one collection that a transaction goes over. */
const batch = 50;

/** A collection that holds something of people, with its name. */
export interface Held {
  readonly name: string;
  readonly holding: Holding;
}

/**
 * What there is to sweep: those whose rows are found by another collection's come before that one. Else by their names:
 * a departure notes its place in this list, which is therefore the same in every process.
 */
export const heldIn = (collections: readonly CollectionDeclaration[]): Held[] => {
  const held = collections.flatMap(({ name, people }) =>
    'holding' in people ? [{ name, holding: people.holding }] : [],
  );
  const byName = new Map(held.map((one) => [one.name, one]));
  /** How many collections lead to it, one by another. */
  const stepsTo = ({ holding: { find, foundBy = [] } }: Held): number => {
    const leading = foundBy.map((name) => byName.get(name)).filter((one) => one !== undefined);
    return find ? 1 + Math.max(0, ...leading.map(stepsTo)) : 0;
  };
  return held.toSorted((a, b) => stepsTo(b) - stepsTo(a) || (a.name < b.name ? -1 : 1));
};

/** Finds the rows that hold something of a person. */
export const rowsOf = (tx: Pick<Tx, 'db'> & { session?: Tx['session'] }, { holding }: Held, whose: Whose) =>
  holding.find
    ? holding.find(tx.db, whose, tx.session)
    : Promise.resolve<Query>({
        network: whose.network,
        $or: holding.at.map((path) => ({ [path]: whose.person })),
      });

/** What one step did, with the ids of the rows that a person was taken out of; `after` is where the next goes on, absent at the collection's end. */
export interface Swept {
  readonly removed: number;
  readonly changed: number;
  readonly kept: number;
  readonly erased: readonly string[];
  readonly after?: string;
}

const nothing = { removed: 0, changed: 0, kept: 0 };

type Change = 'removed' | 'changed' | 'kept';

const put = async (tx: Tx, name: string, before: HeldRow, after: HeldRow | undefined): Promise<Change> => {
  const rows = tx.db.collection<HeldRow>(name);
  const { session } = tx;
  if (!after || after._id !== before._id) await rows.deleteOne({ _id: before._id }, { session });
  if (after && after._id !== before._id) await rows.insertOne(after as never, { session });
  else if (after) await rows.replaceOne({ _id: before._id }, after, { session });
  return after ? 'changed' : 'removed';
};

const raised = (holding: Holding, row: HeldRow): HeldRow =>
  holding.versioned
    ? ({ ...row, version: (row as unknown as { version: number }).version + 1 } as HeldRow)
    : row;

const eraseRow = async (tx: Tx, { name, holding }: Held, row: HeldRow, person: string): Promise<Change> => {
  const { erase } = holding;
  if (erase.does === 'keep') return 'kept';
  if (erase.does === 'itself') {
    await erase.erase(tx, row);
    return 'removed';
  }
  const after = erase.does === 'change' ? erase.to(row, person, newId()) : undefined;
  return put(tx, name, row, after && raised(holding, after));
};

const mergeRow = async (tx: Tx, { name, holding }: Held, row: HeldRow, merging: Merging): Promise<Change> => {
  const { merge, at } = holding;
  if (merge.does === 'stay') return 'kept';
  if (merge.does === 'remove') return put(tx, name, row, undefined);
  if (merge.does === 'itself') {
    await merge.merge(tx, row, merging);
    return 'changed';
  }
  const named = renamed(row, at, merging.person, merging.kept);
  const moved = merge.tidy ? merge.tidy(named) : named;
  if (!moved) return put(tx, name, row, undefined);
  const after = raised(holding, merge.idFor ? { ...moved, _id: merge.idFor(moved) } : moved);
  const beside = merge.beside?.(after);
  const rows = tx.db.collection<HeldRow>(name);
  const other = beside && (await rows.findOne(beside as Document, { session: tx.session }));
  if (!other) return put(tx, name, row, after);
  await put(tx, name, row, undefined);
  if (merge.resolve) await put(tx, name, other, raised(holding, merge.resolve(other, after)));
  return 'changed';
};

/** Goes over some rows of one collection, from an id on: takes a person out of them, or moves them to who is kept. */
export const sweepSome = async (
  tx: Tx,
  held: Held,
  whose: Whose & { readonly kept?: string | undefined },
  after: string | undefined,
): Promise<Swept> => {
  const query = await rowsOf(tx, held, whose);
  const onwards = after === undefined ? query : { $and: [query, { _id: { $gt: after } }] };
  const rows = await tx.db
    .collection<HeldRow>(held.name)
    .find(onwards as Document, { session: tx.session })
    .sort({ _id: 1 })
    .limit(batch)
    .toArray();
  const { kept, network, person } = whose;
  let swept = nothing;
  for (const row of rows) {
    const change = kept
      ? await mergeRow(tx, held, row, { network, person, kept })
      : await eraseRow(tx, held, row, person);
    swept = { ...swept, [change]: swept[change] + 1 };
  }
  const last = rows.length === batch ? rows.at(-1)?._id : undefined;
  const erased = !kept && held.holding.erase.does !== 'keep' ? rows.map(({ _id }) => _id) : [];
  return { ...swept, erased, ...(last !== undefined && { after: last }) };
};
