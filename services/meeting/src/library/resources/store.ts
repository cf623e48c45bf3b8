import type { ResourceKind } from '@skein/contracts';
import { normalised, wordsIn } from '@skein/contracts/words';
import {
  declareCollection,
  holds,
  type Order,
  type Reader,
  readPage,
  rowsIn,
  type Tx,
  takeOut,
} from '@skein/service-kit';
import { ResourceRow } from './row.ts';

export const resourcesCollection = declareCollection({
  name: 'resources',
  schema: ResourceRow,
  grows: 'what communities keep in their libraries',
  freeText: {
    at: ['title', 'about', 'text', 'tags'],
    what: 'Something in the library',
    link: () => '/library',
  },
  called: 'title',
  indexes: [
    { key: { network: 1, community: 1, key: 1 }, unique: true },
    { key: { network: 1, addedAt: -1, _id: -1 } },
    { key: { network: 1, community: 1, addedAt: -1, _id: -1 } },
    { key: { network: 1, words: 1 } },
    { key: { network: 1, tagKeys: 1 } },
    { key: { network: 1, addedBy: 1 } },
  ],
  people: holds<ResourceRow>({
    title: 'What you put into the library',
    at: ['addedBy'],
    show: ({ title, url, text, file, about }) => ({ title, url, text, file: file?.name, about }),
    erase: takeOut('It stays, since it is the community’s; that you put it there is gone.', 'addedBy'),
    merge: { does: 'rename' },
    versioned: true,
  }),
});

const resources = rowsIn(resourcesCollection);

const newestFirst: Order = [
  ['addedAt', -1],
  ['_id', -1],
];

/** Which of the library is listed, and from where on. */
interface Listing {
  /** The communities whose own are among it; what is for everybody is anyway. */
  readonly of: 'all' | readonly string[];
  readonly community?: string | undefined;
  readonly tag?: string | undefined;
  readonly text?: string | undefined;
  readonly kind?: ResourceKind | undefined;
  readonly since?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** What somebody finds who is of these communities. */
const seenBy = (of: Listing['of']) =>
  of === 'all' ? {} : { $or: [{ audience: 'network' as const }, { community: { $in: [...of] } }] };

const escaped = (word: string): string => word.replaceAll(/[^\p{L}\p{N}]/gu, '\\$&');

const filterOf = (reader: Reader, { of, community, tag, text, kind, since }: Omit<Listing, 'limit'>) => {
  const words = text === undefined ? [] : wordsIn(text);
  const $and = words.map((word) => ({ words: { $regex: `^${escaped(word)}` } }));
  return {
    network: reader.network,
    ...seenBy(of),
    ...(community && { community }),
    ...(tag && { tagKeys: normalised(tag) }),
    ...(kind && { kind }),
    ...(since && { addedAt: { $gte: new Date(since) } }),
    ...($and.length && { $and }),
    // Signs alone are in no word.
    ...(text !== undefined && words.length === 0 && { _id: { $in: [] } }),
  };
};

/** One page of the library, the newest first. */
export const listResources = <T>(reader: Reader, listing: Listing, present: (row: ResourceRow) => T) =>
  readPage(resources(reader), filterOf(reader, listing), newestFirst, listing, present);

export const findResource = (reader: Reader, id: string): Promise<ResourceRow | null> =>
  resources(reader).findOne({ _id: id, network: reader.network });

/** Those of these that are in the library as the communities see it, or in any. */
export const resourcesOf = async (
  reader: Reader,
  { ids, of }: { readonly ids: readonly string[]; readonly of: Listing['of'] },
): Promise<ResourceRow[]> =>
  ids.length === 0
    ? []
    : resources(reader)
        .find({ network: reader.network, _id: { $in: [...ids] }, ...seenBy(of) })
        .toArray();

/** What was put in within a time, the first first. */
export const addedBetween = (
  reader: Reader,
  from: Date,
  until: Date,
  limit: number,
): Promise<ResourceRow[]> =>
  resources(reader)
    .find({ network: reader.network, addedAt: { $gte: from, $lt: until } })
    .sort({ addedAt: 1 })
    .limit(limit)
    .toArray();

export const findSame = (
  reader: Reader,
  { community, key }: Pick<ResourceRow, 'community' | 'key'>,
): Promise<ResourceRow | null> =>
  resources(reader).findOne({
    network: reader.network,
    key,
    ...(community === undefined ? { community: { $exists: false } } : { community }),
  });

/** Those of a community that have a tag, at most so many. */
export const withTag = (
  reader: Reader,
  community: string,
  tag: string,
  limit: number,
): Promise<ResourceRow[]> =>
  resources(reader)
    .find({ network: reader.network, community, tagKeys: normalised(tag) })
    .limit(limit)
    .toArray();

const mostTags = 500;

/** The tags of what somebody finds, the most used first. */
export const tagsOf = async (
  reader: Reader,
  listing: Pick<Listing, 'of' | 'community'>,
): Promise<{ tag: string; resources: number }[]> =>
  resources(reader)
    .aggregate<{ tag: string; resources: number }>([
      { $match: filterOf(reader, listing) },
      { $unwind: '$tags' },
      { $group: { _id: '$tags', resources: { $sum: 1 } } },
      { $sort: { resources: -1, _id: 1 } },
      { $limit: mostTags },
      { $project: { _id: 0, tag: '$_id', resources: 1 } },
    ])
    .toArray();

export const putResource = async (tx: Tx, row: ResourceRow): Promise<void> => {
  await resources(tx).replaceOne({ _id: row._id, network: tx.network }, row, { upsert: true });
};

export const deleteResource = async (tx: Tx, { _id }: ResourceRow): Promise<void> => {
  await resources(tx).deleteOne({ _id, network: tx.network });
};

/** How much was added to the libraries in a span of time. */
export const countAdded = (reader: Reader, from: Date, until: Date): Promise<number> =>
  resources(reader).countDocuments({ network: reader.network, addedAt: { $gte: from, $lt: until } });
