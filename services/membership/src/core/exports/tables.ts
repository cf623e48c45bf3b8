import type { Reader } from '@skein/service-kit';
import type { Cell } from '@skein/tables';
import { communitiesAfter, communityNames } from '../communities/store.ts';
import { leadershipOf } from '../memberships/leadership-store.ts';
import { membersAfter, membershipsOf, placesAfter } from '../memberships/store.ts';
import { peopleAfter } from '../people/search-store.ts';
import { findPeople } from '../people/store.ts';
import {
  communityCells,
  communityHeadings,
  memberCells,
  memberHeadings,
  membershipCells,
  membershipHeadings,
} from './cells.ts';

const limit = 500;

export type Table = AsyncGenerator<readonly Cell[]>;

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

const idsOf = (rows: readonly { readonly _id: string }[]): string[] => rows.map(({ _id }) => _id);

const slugsOf = async (reader: Reader): Promise<Map<string, string>> =>
  new Map((await communityNames(reader)).map(({ _id, slug }) => [_id, slug]));

/** The members of the network, or of one community, as a table. */
export async function* memberTable(reader: Reader, community: string | undefined): Table {
  const slugs = await slugsOf(reader);
  yield memberHeadings;
  // Those of a community by its memberships, since these are fewer than the network's people.
  const find = async (after: string) =>
    community
      ? findPeople(reader, await membersAfter(reader, community, { after, limit }))
      : peopleAfter(reader, { after, limit });
  for await (const people of batches(find)) {
    const memberships = await membershipsOf(reader, idsOf(people));
    const of = Map.groupBy(memberships, ({ person }) => person);
    for (const person of people) yield memberCells(person, of.get(person._id) ?? [], slugs);
  }
}

/** Who belongs where, in the network or in one community, as a table. */
export async function* membershipTable(reader: Reader, community: string | undefined): Table {
  const slugs = await slugsOf(reader);
  yield membershipHeadings;
  for await (const memberships of batches((after) => placesAfter(reader, community, { after, limit }))) {
    const rows = await findPeople(
      reader,
      memberships.map(({ person }) => person),
    );
    const people = new Map(rows.map((person) => [person._id, person]));
    for (const membership of memberships) {
      const [person, slug] = [people.get(membership.person), slugs.get(membership.community)];
      if (person && slug) yield membershipCells(membership, person, slug);
    }
  }
}

/** The communities of the network as a table. */
export async function* communityTable(reader: Reader): Table {
  yield communityHeadings;
  for await (const communities of batches((after) => communitiesAfter(reader, { after, limit }))) {
    const leadership = await leadershipOf(reader, idsOf(communities));
    for (const community of communities) yield communityCells(community, leadership.get(community._id));
  }
}
