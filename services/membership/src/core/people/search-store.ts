import { type Order, type Reader, readPage, rowsIn } from '@skein/service-kit';
import type { Document, Filter } from 'mongodb';
import type { PersonRow } from './row.ts';
import { peopleCollection } from './store.ts';

const people = rowsIn(peopleCollection);

/** The order of listings, which the cursors of their pages go by. */
export const listingOrder: Order = [
  ['key', 1],
  ['_id', 1],
];

/** One page of those who fit; the filter begins at the cursor itself, so that an index leads there. */
export const pageOfPeople = (reader: Reader, filter: Filter<PersonRow>, limit: number) =>
  readPage(people(reader), filter, listingOrder, { limit }, (row) => row);

interface Part {
  readonly after?: string | undefined;
  readonly limit: number;
}

/** The next people after an id, whole, in the order of their ids. */
export const peopleAfter = (reader: Reader, { after = '', limit }: Part): Promise<PersonRow[]> =>
  people(reader)
    .find({ network: reader.network, _id: { $gt: after } })
    .sort({ _id: 1 })
    .limit(limit)
    .toArray();

/** The ids of the next who fit, in their order. */
export const idsAfter = async (
  reader: Reader,
  { after = '', limit }: Part,
  ...conditions: Filter<Document>[]
): Promise<string[]> => {
  const rows = await people(reader)
    .find({ $and: [{ network: reader.network, _id: { $gt: after } }, ...conditions] } as Filter<PersonRow>, {
      projection: { _id: 1 },
    })
    .sort({ _id: 1 })
    // In the order of the pages: all of them together then look at each member once, whatever is asked for.
    .hint({ _id: 1 })
    .limit(limit)
    .toArray();
  return rows.map(({ _id }) => _id);
};

/** Everyone, some at a time, with no more of them than is compared to find who is there twice. */
export const comparedPeople = (reader: Reader, batch: number) =>
  people(reader)
    .find({ network: reader.network })
    .project<Pick<PersonRow, '_id' | 'name' | 'email' | 'organisation' | 'region' | 'joinedAt' | 'version'>>({
      name: 1,
      email: 1,
      organisation: 1,
      region: 1,
      joinedAt: 1,
      version: 1,
    })
    .batchSize(batch);
