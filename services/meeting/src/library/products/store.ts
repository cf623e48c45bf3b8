import type { KnowledgeProductState } from '@skein/contracts';
import {
  declareCollection,
  holds,
  type Order,
  type Paging,
  type Reader,
  readPage,
  rowsIn,
  type Tx,
  takeOut,
} from '@skein/service-kit';
import { ProductRow } from './row.ts';

export const productsCollection = declareCollection({
  name: 'knowledge_products',
  schema: ProductRow,
  grows: 'what communities made of what they learnt',
  freeText: {
    at: ['title', 'about'],
    what: 'Something that a community made',
    link: ({ _id }) => `/products/${_id}`,
  },
  called: 'title',
  indexes: [
    { key: { network: 1, community: 1, _id: -1 } },
    { key: { network: 1, state: 1, _id: -1 } },
    { key: { network: 1, state: 1, publishedAt: 1 } },
    { key: { network: 1, authors: 1 } },
    { key: { network: 1, reviewedBy: 1 } },
  ],
  people: holds<ProductRow>({
    title: 'What you made with others, or reviewed',
    at: ['authors', 'reviewedBy'],
    show: ({ title, about, state, authors }, person) => ({
      ...{ title, about, state },
      author: authors.includes(person),
    }),
    erase: takeOut(
      'It stays, since it is the community’s; that you had a part in it is gone.',
      'authors',
      'reviewedBy',
    ),
    merge: { does: 'rename' },
    versioned: true,
  }),
});

const products = rowsIn(productsCollection);

const newestFirst: Order = [['_id', -1]];

/** The communities whose drafts are among it; what is published is anyway. */
type Of = 'all' | readonly string[];

const seenBy = (of: Of) =>
  of === 'all' ? {} : { $or: [{ state: 'published' as const }, { community: { $in: [...of] } }] };

interface Listing extends Paging {
  readonly of: Of;
  readonly community?: string | undefined;
  readonly state?: KnowledgeProductState | undefined;
}

/** One page of what communities made, the newest first. */
export const pageOfProducts = (reader: Reader, { of, community, state, ...page }: Listing) => {
  const filter = {
    network: reader.network,
    ...seenBy(of),
    ...(community !== undefined && { community }),
    ...(state && { state }),
  };
  return readPage(products(reader), filter, newestFirst, page, (row) => row);
};

/** What was begun last of what somebody finds: as many as a search looks through. */
export const lastProducts = (reader: Reader, of: Of, reach: number): Promise<ProductRow[]> =>
  products(reader)
    .find({ network: reader.network, ...seenBy(of) })
    .sort({ _id: -1 })
    .limit(reach)
    .toArray();

/** What was published in a time, the first first. */
export const publishedBetween = (
  reader: Reader,
  from: Date,
  until: Date,
  limit: number,
): Promise<ProductRow[]> =>
  products(reader)
    .find({ network: reader.network, state: 'published', publishedAt: { $gte: from, $lt: until } })
    .sort({ publishedAt: 1 })
    .limit(limit)
    .toArray();

export const findProduct = (reader: Reader, id: string): Promise<ProductRow | null> =>
  products(reader).findOne({ _id: id, network: reader.network });

export const putProduct = async (tx: Tx, row: ProductRow): Promise<void> => {
  await products(tx).replaceOne({ _id: row._id, network: tx.network }, row, { upsert: true });
};

export const deleteProduct = async (tx: Tx, { _id }: ProductRow): Promise<void> => {
  await products(tx).deleteOne({ _id, network: tx.network });
};
