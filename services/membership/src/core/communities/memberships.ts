import { CommunityRole, type MembershipLine } from '@skein/contracts';
import { type CollectionDeclaration, holds, type Tx } from '@skein/service-kit';
import type { ClientSession, Db } from 'mongodb';
import { z } from 'zod';
import { notePlaces } from '../directory/standing.ts';
import { joinPlaces } from './join-places.ts';

/** A person's place in a community. It stays when they leave, without a role, so that its version goes on. */
export const MembershipRow = z.object({
  /** `<person>.<community>` */
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  person: z.string(),
  community: z.string(),
  role: CommunityRole.optional(),
  /** An import put them here and was taken back: they did not leave by themselves. */
  takenBack: z.literal(true).optional(),
  since: z.date(),
});
export type MembershipRow = z.infer<typeof MembershipRow>;

export const membershipCollections: CollectionDeclaration[] = [
  {
    name: 'memberships',
    schema: MembershipRow,
    indexes: [
      { key: { network: 1, community: 1, role: 1 } }, // So that who belongs where is answered without a look at the rows.
      { key: { network: 1, person: 1, community: 1, role: 1 }, name: 'overlap' },
    ],
    people: holds<MembershipRow>({
      title: 'Your places in communities, and those you left',
      at: ['person'],
      show: ({ community, role, since }) => ({ community, role: role ?? 'left', since }),
      erase: { does: 'remove' },
      join: { does: 'itself', join: joinPlaces },
    }),
  },
];

export const memberships = (db: Db) => db.collection<MembershipRow>('memberships');
export const current = { role: { $exists: true } };

/** The current memberships of these people. */
export const membershipsOf = (
  db: Db,
  network: string,
  people: readonly string[],
  session?: ClientSession,
): Promise<MembershipRow[]> =>
  memberships(db)
    .find({ network, person: { $in: [...people] }, ...current }, session ? { session } : {})
    .toArray();

/** A place in a community, current or left. */
export const findMembership = (
  tx: Tx,
  network: string,
  person: string,
  community: string,
): Promise<MembershipRow | null> =>
  memberships(tx.db).findOne({ _id: `${person}.${community}`, network }, { session: tx.session });

export const facilitatorsOf = (tx: Tx, network: string, community: string): Promise<MembershipRow[]> =>
  memberships(tx.db).find({ network, community, role: 'facilitator' }, { session: tx.session }).toArray();

export const insertMemberships = async (tx: Tx, rows: readonly MembershipRow[]): Promise<void> => {
  if (rows.length) await memberships(tx.db).insertMany([...rows], { session: tx.session });
  await notePlaces(tx, rows);
};

export const putMembership = async (tx: Tx, row: MembershipRow): Promise<void> => {
  await memberships(tx.db).replaceOne({ _id: row._id, network: row.network }, row, {
    session: tx.session,
    upsert: true,
  });
  await notePlaces(tx, [row]);
};

/** A current membership as the API shows it. */
export const presentMembership = (row: MembershipRow): MembershipLine => {
  const { person, community, version, role = 'member', since } = row;
  return { person, community, version, role, since: since.toISOString() };
};

/** How many belong to each community, and who facilitates or is in the core group, with their names. */
export interface Leadership {
  readonly members: number;
  readonly facilitators: { person: string; name: string }[];
  readonly core: { person: string; name: string }[];
}

export const leadershipOf = async (
  db: Db,
  network: string,
  communities: readonly string[],
): Promise<Map<string, Leadership>> => {
  const rows = await memberships(db)
    .aggregate<{
      _id: { community: string; role: CommunityRole };
      count: number;
      people: { person: string; name: string }[];
    }>([
      { $match: { network, community: { $in: [...communities] }, ...current } },
      {
        $group: {
          _id: { community: '$community', role: '$role' },
          count: { $sum: 1 },
          people: { $push: '$person' },
        },
      },
      { $set: { people: { $cond: [{ $in: ['$_id.role', ['facilitator', 'core']] }, '$people', []] } } },
      {
        $lookup: {
          from: 'people',
          localField: 'people',
          foreignField: '_id',
          pipeline: [{ $match: { network } }],
          as: 'people',
        },
      },
      { $set: { people: { $map: { input: '$people', in: { person: '$$this._id', name: '$$this.name' } } } } },
    ])
    .toArray();
  const result = new Map<string, Leadership>();
  for (const [community, group] of Map.groupBy(rows, ({ _id }) => _id.community)) {
    const people = (role: CommunityRole) => group.find(({ _id }) => _id.role === role)?.people ?? [];
    const members = group
      .filter(({ _id }) => _id.role !== 'guest')
      .reduce((sum, { count }) => sum + count, 0);
    result.set(community, { members, facilitators: people('facilitator'), core: people('core') });
  }
  return result;
};
