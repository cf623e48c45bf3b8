import type { CommunityRole } from '@skein/contracts';
import { type Reader, rowsIn } from '@skein/service-kit';
import { peopleNamedBy } from '../people/store.ts';
import { membershipsCollection } from './store.ts';

const memberships = rowsIn(membershipsCollection);

const onlyNamedOpenly = {
  $set: { people: { $filter: { input: '$people', cond: { $eq: ['$$this.namedOpenly', true] } } } },
};

/** How many belong to each community, and who facilitates or is in the core group, with their names. */
export interface Leadership {
  readonly members: number;
  readonly facilitators: { person: string; name: string }[];
  readonly core: { person: string; name: string }[];
}

/** Members see all of them; visitors only those who agreed to be named openly. */
export const leadershipOf = async (
  reader: Reader,
  communities: readonly string[],
  seenBy: 'members' | 'visitors' = 'members',
): Promise<Map<string, Leadership>> => {
  const rows = await memberships(reader)
    .aggregate<{
      _id: { community: string; role: CommunityRole };
      count: number;
      people: { person: string; name: string }[];
    }>([
      { $match: { network: reader.network, community: { $in: [...communities] }, role: { $exists: true } } },
      {
        $group: {
          _id: { community: '$community', role: '$role' },
          count: { $sum: 1 },
          people: { $push: '$person' },
        },
      },
      { $set: { people: { $cond: [{ $in: ['$_id.role', ['facilitator', 'core']] }, '$people', []] } } },
      ...peopleNamedBy(reader.network, 'people', 'name', 'namedOpenly'),
      ...(seenBy === 'visitors' ? [onlyNamedOpenly] : []),
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
