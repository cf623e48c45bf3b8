import type { Community, CommunityStatus, StatusEntry } from '@skein/contracts';
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
import type { Leadership } from '../memberships/leadership-store.ts';
import { CommunityRow } from './row.ts';

export const communitiesCollection = declareCollection({
  name: 'communities',
  schema: CommunityRow,
  grows: 'one for each community',
  freeText: {
    at: ['name', 'domain', 'description', 'source', 'statusHistory.note'],
    what: 'What a community says of itself',
    link: ({ _id }) => `/communities/${_id}`,
  },
  called: 'name',
  indexes: [{ key: { network: 1, slug: 1 }, unique: true }],
  people: holds<CommunityRow>({
    title: 'Changes of the state of communities that you made',
    at: ['statusHistory.by'],
    show: ({ name, statusHistory }, person) => ({
      name,
      changes: statusHistory.filter(({ by }) => by === person).map(({ by: _, ...change }) => change),
    }),
    erase: takeOut('The community keeps its history; that you made it is gone.', 'statusHistory.by'),
    merge: { does: 'rename' },
    versioned: true,
  }),
});

const communities = rowsIn(communitiesCollection);
const order: Order = [
  ['slug', 1],
  ['_id', 1],
];

export const findCommunity = (reader: Reader, id: string): Promise<CommunityRow | null> =>
  communities(reader).findOne({ _id: id, network: reader.network });

export const findBySlug = (tx: Tx, slug: string): Promise<CommunityRow | null> =>
  communities(tx).findOne({ network: tx.network, slug });

/** Which of these ids are communities of the network. */
export const knownCommunities = async (reader: Reader, ids: readonly string[]): Promise<Set<string>> => {
  const rows = await communities(reader)
    .find({ network: reader.network, _id: { $in: [...new Set(ids)] } })
    .project<{ _id: string }>({ _id: 1 })
    .toArray();
  return new Set(rows.map(({ _id }) => _id));
};

/** Which of these ids are communities of the network that people can be in. */
export const openAmong = async (reader: Reader, ids: readonly string[]): Promise<Set<string>> => {
  const rows = await communities(reader)
    .find({ network: reader.network, _id: { $in: [...ids] }, status: { $ne: 'closed' } })
    .project<{ _id: string }>({ _id: 1 })
    .toArray();
  return new Set(rows.map(({ _id }) => _id));
};

/** One page of the communities, by their slugs. */
export const pageOfCommunities = (
  reader: Reader,
  asked: { readonly community?: string | undefined; readonly status?: CommunityStatus | undefined },
  query: Paging,
) => {
  const { community, status } = asked;
  const filter = { network: reader.network, ...(community && { _id: community }), ...(status && { status }) };
  return readPage(communities(reader), filter, order, query, (row) => row);
};

/** The next communities after an id, in the order of their ids. */
export const communitiesAfter = (reader: Reader, { after = '', limit }: Paging): Promise<CommunityRow[]> =>
  communities(reader)
    .find({ network: reader.network, _id: { $gt: after } })
    .sort({ _id: 1 })
    .limit(limit)
    .toArray();

/** What communities are called by, of all of the network or of these, in the order of their ids. */
export const communityNames = (
  reader: Reader,
  ids?: readonly string[],
): Promise<Pick<CommunityRow, '_id' | 'slug' | 'name' | 'status'>[]> =>
  communities(reader)
    .find(
      { network: reader.network, ...(ids && { _id: { $in: [...new Set(ids)] } }) },
      { projection: { slug: 1, name: 1, status: 1 } },
    )
    .sort({ _id: 1 })
    .toArray();

/** What communities are found by, those that are closed last. */
export const communitiesToFind = (
  reader: Reader,
): Promise<Pick<CommunityRow, '_id' | 'name' | 'domain' | 'status'>[]> =>
  communities(reader)
    .find({ network: reader.network }, { projection: { name: 1, domain: 1, status: 1 } })
    .sort({ slug: 1 })
    .toArray();

/** The communities that are not closed, those founded last first. */
export const newestCommunities = (reader: Reader, limit: number): Promise<CommunityRow[]> =>
  communities(reader)
    .find({ network: reader.network, status: { $ne: 'closed' } })
    .sort({ _id: -1 })
    .limit(limit)
    .toArray();

export const insertCommunity = async (tx: Tx, row: CommunityRow): Promise<void> => {
  await communities(tx).insertOne(row);
};

export const replaceCommunity = async (tx: Tx, row: CommunityRow): Promise<void> => {
  await communities(tx).replaceOne({ _id: row._id, network: row.network }, row);
};

/** A community as the API shows it. */
export const presentCommunity = (row: CommunityRow, leadership?: Leadership): Community => {
  const { _id, network: _, statusHistory, ...facts } = row;
  return {
    id: _id,
    ...facts,
    statusHistory: statusHistory.map(({ status, since }) => ({ status, since: since.toISOString() })),
    ...(leadership ?? { members: 0, facilitators: [], core: [] }),
  };
};

export const presentHistory = ({ statusHistory }: CommunityRow): StatusEntry[] =>
  statusHistory.map(({ since, ...entry }) => ({ ...entry, since: since.toISOString() }));
