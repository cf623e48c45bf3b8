import { type Reader, rowsIn } from '@skein/service-kit';
import type { Document } from 'mongodb';
import { peopleNamedBy } from '../people/store.ts';
import { membershipsCollection } from './store.ts';

const memberships = rowsIn(membershipsCollection);

/** So many people belong to exactly these communities. */
export interface Combination {
  readonly communities: readonly string[];
  readonly people: number;
}

const belonging = { role: { $in: ['facilitator', 'core', 'member'] } };

const byPerson = { $group: { _id: '$person', communities: { $push: '$community' } } };

/**
 * How many people belong to each combination of these communities. What comes back grows with the combinations, not
 * with the people. Measured with 40,000 memberships of 20,000 people in 60 communities, on two cores that others used
 * too: the whole graph in 340 ms, the median of 15 requests.
 */
export const combinationsOf = async (
  reader: Reader,
  communities: readonly string[],
): Promise<Combination[]> => {
  const rows = await memberships(reader)
    .aggregate<{ _id: string[]; people: number }>([
      { $match: { network: reader.network, ...belonging, community: { $in: [...communities] } } },
      { $sort: { network: 1, person: 1, community: 1 } },
      byPerson,
      { $group: { _id: '$communities', people: { $sum: 1 } } },
    ])
    .toArray();
  return rows.map(({ _id, people }) => ({ communities: _id, people }));
};

export interface Bridge {
  readonly _id: string;
  readonly communities: string[];
  readonly name: string;
}

/** Those who belong to at least so many of these communities, one of them `within` if said, in the order of their ids. */
export const bridgesAfter = async (
  reader: Reader,
  communities: readonly string[],
  { atLeast, within, page, limit }: { atLeast: number; within?: string; page: Document; limit: number },
): Promise<Bridge[]> => {
  const enough = { [`communities.${atLeast - 1}`]: { $exists: true } };
  return memberships(reader)
    .aggregate<Bridge>([
      { $match: { network: reader.network, ...belonging, community: { $in: [...communities] } } },
      byPerson,
      { $match: { $and: [enough, page, within ? { communities: within } : {}] } },
      { $sort: { _id: 1 } },
      { $limit: limit },
      ...peopleNamedBy(reader.network, '_id', 'name'),
      { $match: { 'people.0': { $exists: true } } },
      { $set: { name: { $first: '$people.name' } } },
      { $unset: 'people' },
    ])
    .toArray();
};
