import type { Document } from 'mongodb';
import type { z } from 'zod';
import { newId } from '../ids.ts';
import type { CollectionDeclaration } from '../storage/collections.ts';
import type { HeldRow, Holding, Merging, Query, Whose } from '../storage/holdings.ts';
import { renamed } from '../storage/pointers.ts';
import { rowsIn } from '../storage/rows.ts';
import type { Reader, Tx } from '../storage/transaction.ts';

/** Rows of one collection that a transaction goes over. */
const batch = 50;

/** A collection that holds something of people. */
export interface Held {
  readonly name: string;
  readonly schema: z.ZodType<HeldRow>;
  readonly holding: Holding;
  /** Rows of it may lie apart. */
  readonly apart: boolean;
}

/**
 * What there is to sweep: those whose rows are found by another collection's come before that one, else by their names,
 * in whatever order they are declared.
 */
export const heldIn = (collections: readonly CollectionDeclaration[]): Held[] => {
  const held = collections.flatMap(({ name, schema, people, apart }) =>
    'holding' in people
      ? [
          {
            ...{ name, schema: schema as z.ZodType<HeldRow> },
            ...{ holding: people.holding, apart: apart !== undefined },
          },
        ]
      : [],
  );
  const byName = new Map(held.map((one) => [one.name, one]));
  /** How many collections lead to it, one by another; `from` is the way to it so far. */
  const stepsTo = ({ name, holding: { foundBy } }: Held, from: readonly string[] = []): number => {
    if (from.includes(name)) throw new Error(`${name} is found by itself: ${[...from, name].join(', ')}`);
    const leading = (foundBy ?? []).map((by) => {
      const one = byName.get(by);
      if (!one) throw new Error(`${name} is found by ${by}, which holds nothing of people here`);
      return stepsTo(one, [...from, name]);
    });
    return foundBy ? 1 + Math.max(0, ...leading) : 0;
  };
  return held
    .map((one) => ({ one, steps: stepsTo(one) }))
    .toSorted((a, b) => b.steps - a.steps || (a.one.name < b.one.name ? -1 : 1))
    .map(({ one }) => one);
};

/** The reader, to which these collections alone are open. */
const opening = (reader: Reader, names: readonly string[], what: string): Reader => {
  const collection: Reader['db']['collection'] = (name, options) => {
    if (names.includes(name)) return reader.db.collection(name, options);
    throw new Error(`${what} is found by ${name} too: its foundBy must name it`);
  };
  return { ...reader, db: Object.create(reader.db, { collection: { value: collection } }) };
};

/** Finds the rows that hold something of a person. */
export const rowsOf = async (reader: Reader, { name, holding }: Held, whose: Whose): Promise<Query> =>
  holding.find
    ? holding.find(opening(reader, holding.foundBy, name), whose)
    : { network: whose.network, $or: holding.at.map((path) => ({ [path]: whose.person })) };

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

const put = async (tx: Tx, held: Held, before: HeldRow, after: HeldRow | undefined): Promise<Change> => {
  const rows = rowsIn(held)(tx);
  if (!after || after._id !== before._id) await rows.deleteOne({ _id: before._id });
  if (after && after._id !== before._id) await rows.insertOne(after as never);
  else if (after) await rows.replaceOne({ _id: before._id }, after);
  return after ? 'changed' : 'removed';
};

const raised = (holding: Holding, row: HeldRow): HeldRow =>
  holding.versioned
    ? ({ ...row, version: (row as unknown as { version: number }).version + 1 } as HeldRow)
    : row;

const eraseRow = async (tx: Tx, held: Held, row: HeldRow, person: string): Promise<Change> => {
  const { holding } = held;
  const { erase } = holding;
  if (erase.does === 'keep') return 'kept';
  if (erase.does === 'itself') {
    await erase.erase(tx, row);
    return 'removed';
  }
  const after = erase.does === 'change' ? erase.to(row, person, newId()) : undefined;
  return put(tx, held, row, after && raised(holding, after));
};

const mergeRow = async (tx: Tx, held: Held, row: HeldRow, merging: Merging): Promise<Change> => {
  const { holding } = held;
  const { merge, at } = holding;
  if (merge.does === 'stay') return 'kept';
  if (merge.does === 'remove') return put(tx, held, row, undefined);
  if (merge.does === 'itself') {
    await merge.merge(tx, row, merging);
    return 'changed';
  }
  const named = renamed(row, at, merging.person, merging.kept);
  const moved = merge.tidy ? merge.tidy(named) : named;
  if (!moved) return put(tx, held, row, undefined);
  const after = raised(holding, merge.idFor ? { ...moved, _id: merge.idFor(moved) } : moved);
  const beside = merge.beside?.(after);
  const other = beside && (await rowsIn(held)(tx).findOne(beside as Document));
  if (!other) return put(tx, held, row, after);
  await put(tx, held, row, undefined);
  if (merge.resolve) await put(tx, held, other, raised(holding, merge.resolve(other, after)));
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
  const rows = await rowsIn(held)(tx)
    .find(onwards as Document)
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
