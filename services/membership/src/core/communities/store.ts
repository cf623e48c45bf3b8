import { type Community, CommunityStatus, type StatusEntry } from '@skein/contracts';
import { type CollectionDeclaration, holds, type Tx, takeOut } from '@skein/service-kit';
import type { ClientSession, Db } from 'mongodb';
import { z } from 'zod';
import { type Leadership, membershipCollections } from './memberships.ts';
import { turnCollections } from './turns.ts';

export const CommunityRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  slug: z.string(),
  name: z.string(),
  domain: z.string(),
  description: z.string(),
  joining: z.enum(['open', 'approval']),
  source: z.string().optional(),
  status: CommunityStatus,
  statusHistory: z.array(
    z.object({
      status: CommunityStatus,
      since: z.date(),
      by: z.string().optional(),
      note: z.string().optional(),
    }),
  ),
});
export type CommunityRow = z.infer<typeof CommunityRow>;

export const communityCollections: CollectionDeclaration[] = [
  {
    name: 'communities',
    schema: CommunityRow,
    indexes: [{ key: { network: 1, slug: 1 }, unique: true }],
    people: holds<CommunityRow>({
      title: 'Changes of the state of communities that you made',
      at: ['statusHistory.by'],
      show: ({ name, statusHistory }, person) => ({
        name,
        changes: statusHistory.filter(({ by }) => by === person).map(({ by: _, ...change }) => change),
      }),
      erase: takeOut('The community keeps its history; that you made it is gone.', 'statusHistory.by'),
      join: { does: 'rename' },
      versioned: true,
    }),
  },
  ...membershipCollections,
  ...turnCollections,
];

const communities = (db: Db) => db.collection<CommunityRow>('communities');

export const findCommunity = (
  db: Db,
  network: string,
  id: string,
  session?: ClientSession,
): Promise<CommunityRow | null> => communities(db).findOne({ _id: id, network }, session ? { session } : {});

export const findBySlug = (tx: Tx, network: string, slug: string): Promise<CommunityRow | null> =>
  communities(tx.db).findOne({ network, slug }, { session: tx.session });

/** Which of these ids are communities of the network. */
export const knownCommunities = async (
  db: Db,
  network: string,
  ids: readonly string[],
): Promise<Set<string>> => {
  const rows = await communities(db)
    .find({ network, _id: { $in: [...new Set(ids)] } })
    .project({ _id: 1 })
    .toArray();
  return new Set(rows.map(({ _id }) => _id as unknown as string));
};

/** Which of these ids are communities of the network that people can be in. */
export const openCommunities = async (
  tx: Tx,
  network: string,
  ids: readonly string[],
): Promise<Set<string>> => {
  const rows = await communities(tx.db)
    .find({ network, _id: { $in: [...ids] }, status: { $ne: 'closed' } }, { session: tx.session })
    .project({ _id: 1 })
    .toArray();
  return new Set(rows.map(({ _id }) => _id as unknown as string));
};

export const insertCommunity = async (tx: Tx, row: CommunityRow): Promise<void> => {
  await communities(tx.db).insertOne(row, { session: tx.session });
};

export const replaceCommunity = async (tx: Tx, row: CommunityRow): Promise<void> => {
  await communities(tx.db).replaceOne({ _id: row._id, network: row.network }, row, { session: tx.session });
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
