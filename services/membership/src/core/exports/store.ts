import type { Db } from 'mongodb';
import { leadershipOf, type MembershipRow, membershipsOf } from '../communities/memberships.ts';
import type { CommunityRow } from '../communities/store.ts';
import type { PersonRow } from '../people/store.ts';
import {
  communityCells,
  communityHeadings,
  memberCells,
  memberHeadings,
  membershipCells,
  membershipHeadings,
} from './rows.ts';

const batchSize = 500;

export type Table = AsyncGenerator<readonly string[]>;

/** Batches of a collection by rising `_id`; each is found anew, so that a slow reader holds no cursor open. */
async function* batches<T extends { _id: string }>(
  find: (last: string) => Promise<T[]>,
): AsyncGenerator<T[]> {
  for (let last = ''; ; ) {
    const batch = await find(last);
    if (batch.length === 0) return;
    yield batch;
    last = batch.at(-1)?._id ?? last;
  }
}

const slugsOf = async (db: Db, network: string): Promise<Map<string, string>> => {
  const rows = await db
    .collection<CommunityRow>('communities')
    .find({ network }, { projection: { slug: 1 } })
    .toArray();
  return new Map(rows.map(({ _id, slug }) => [_id, slug]));
};

const peopleAfter = (db: Db, network: string) => (last: string) =>
  db
    .collection<PersonRow>('people')
    .find({ network, _id: { $gt: last } })
    .sort({ _id: 1 })
    .limit(batchSize)
    .toArray();

/** The members of one community, found by its memberships, since these are fewer than the network's people. */
const membersAfter = (db: Db, network: string, community: string) => async (last: string) => {
  const places = await db
    .collection<MembershipRow>('memberships')
    .find({ network, community, role: { $exists: true }, person: { $gt: last } })
    .sort({ person: 1 })
    .limit(batchSize)
    .toArray();
  const people = await db
    .collection<PersonRow>('people')
    .find({ network, _id: { $in: places.map(({ person }) => person) } })
    .sort({ _id: 1 })
    .toArray();
  return people;
};

/** The members of the network, or of one community, as a table. */
export async function* memberTable(db: Db, network: string, community: string | undefined): Table {
  const slugs = await slugsOf(db, network);
  yield memberHeadings;
  const find = community ? membersAfter(db, network, community) : peopleAfter(db, network);
  for await (const people of batches(find)) {
    const memberships = await membershipsOf(
      db,
      network,
      people.map(({ _id }) => _id),
    );
    const of = Map.groupBy(memberships, ({ person }) => person);
    for (const person of people) yield memberCells(person, of.get(person._id) ?? [], slugs);
  }
}

/** Who belongs where, in the network or in one community, as a table. */
export async function* membershipTable(db: Db, network: string, community: string | undefined): Table {
  const slugs = await slugsOf(db, network);
  yield membershipHeadings;
  const of = community ? { community } : {};
  const find = (last: string) =>
    db
      .collection<MembershipRow>('memberships')
      .find({ network, ...of, role: { $exists: true }, _id: { $gt: last } })
      .sort({ _id: 1 })
      .limit(batchSize)
      .toArray();
  for await (const memberships of batches(find)) {
    const ids = [...new Set(memberships.map(({ person }) => person))];
    const rows = await db
      .collection<PersonRow>('people')
      .find({ network, _id: { $in: ids } })
      .toArray();
    const people = new Map(rows.map((person) => [person._id, person]));
    for (const membership of memberships) {
      const [person, slug] = [people.get(membership.person), slugs.get(membership.community)];
      if (person && slug) yield membershipCells(membership, person, slug);
    }
  }
}

/** The communities of the network as a table. */
export async function* communityTable(db: Db, network: string): Table {
  yield communityHeadings;
  const find = (last: string) =>
    db
      .collection<CommunityRow>('communities')
      .find({ network, _id: { $gt: last } })
      .sort({ _id: 1 })
      .limit(batchSize)
      .toArray();
  for await (const communities of batches(find)) {
    const leadership = await leadershipOf(
      db,
      network,
      communities.map(({ _id }) => _id),
    );
    for (const community of communities) yield communityCells(community, leadership.get(community._id));
  }
}
