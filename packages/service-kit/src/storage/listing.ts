import { isRefusal, type Refusal, refuse } from '@skein/contracts';
import type { Collection, Document, Filter, FindOptions, WithId } from 'mongodb';

/** The cursor of what comes after the row with these values of the order's fields. */
// JSON has no dates, and the database compares a date with dates alone, so a cursor says which values are dates.
export const cursorOf = (key: readonly unknown[]): string => {
  const values = key.map((value) => (value instanceof Date ? { date: value.getTime() } : value));
  return Buffer.from(JSON.stringify(values)).toString('base64url');
};

const revived = (value: unknown): unknown => {
  const time = typeof value === 'object' && value !== null && 'date' in value ? value.date : undefined;
  const date = new Date(typeof time === 'number' ? time : Number.NaN);
  return Number.isNaN(date.getTime()) ? value : date;
};

const keyOf = (cursor: string): unknown[] | undefined => {
  try {
    const key = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(key) ? key.map(revived) : undefined;
  } catch {
    return undefined;
  }
};

/** The fields a listing is sorted by: 1 rising, -1 falling; the last one must be unique, `_id`. */
export type Order = readonly (readonly [field: string, direction: 1 | -1])[];

/** The filter for what comes after a cursor, in this order. */
export const after = (cursor: string | undefined, order: Order): Filter<Document> | Refusal => {
  if (cursor === undefined) return {};
  const key = keyOf(cursor);
  if (
    key?.length !== order.length ||
    key.some((value) => typeof value === 'object' && !(value instanceof Date))
  ) {
    return refuse('invalid-request', 'The cursor is not one of ours.', ['query.after', 'is not a cursor']);
  }
  const clauses = order.map(([field, direction], index) => {
    const same = order.slice(0, index).map(([earlier], position) => [earlier, key[position]]);
    return { ...Object.fromEntries(same), [field]: { [direction === 1 ? '$gt' : '$lt']: key[index] } };
  });
  return { $or: clauses };
};

/** Which page of a listing is asked for: what comes after a cursor, at most so many. */
export interface Paging {
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Reads one page of what the filter finds, and the cursor of the next; a refusal where the cursor is none of ours. */
export const readPage = async <T extends Document, I>(
  collection: Collection<T>,
  filter: Filter<T>,
  order: Order,
  query: Paging,
  present: (document: WithId<T>) => I,
  options?: FindOptions,
): Promise<{ items: I[]; next?: string } | Refusal> => {
  const page = after(query.after, order);
  if (isRefusal(page)) return page;
  const sort: Record<string, 1 | -1> = Object.fromEntries(order);
  const documents = await collection
    .find({ $and: [filter, page] } as Filter<T>, options)
    .sort(sort)
    .limit(query.limit + 1)
    .toArray();
  const shown = documents.slice(0, query.limit);
  const last = shown.at(-1);
  const items = shown.map(present);
  if (documents.length <= query.limit || !last) return { items };
  return { items, next: cursorOf(order.map(([field]) => last[field])) };
};
