import { type audiencesContract, isRefusal, type MemberQuery } from '@skein/contracts';
import type { Db, Document, Filter } from 'mongodb';
import type { z } from 'zod';
import { memberships } from '../communities/memberships.ts';
import { escaped, seenWith, wantedBy } from '../directory/search.ts';
import type { PersonRow } from '../people/store.ts';

type Asked = z.output<typeof audiencesContract.questions.members.question>;
type Part = Omit<Asked, 'audience'>;

const dayMs = 24 * 60 * 60 * 1000;

const peopleIn = async (db: Db, { limit }: Part, filter: Filter<PersonRow>): Promise<string[]> => {
  const rows = await db
    .collection<PersonRow>('people')
    .find(filter, { projection: { _id: 1 } })
    .sort({ _id: 1 })
    // In the order of the pages: all of them together then look at each member once, whatever is asked for.
    .hint({ _id: 1 })
    .limit(limit)
    .toArray();
  return rows.map(({ _id }) => _id);
};

const membersThen = ({ network, after = '', asOf }: Part): Filter<PersonRow> => ({
  network,
  _id: { $gt: after },
  joinedAt: { $lte: new Date(asOf) },
});

/** Those with a role in a community, or in any; whoever has it in several is one. */
const inCommunities = async (
  db: Db,
  { network, after = '', limit }: Part,
  roles: Extract<Asked['audience'], { kind: 'role' }>['communityRoles'],
  community: string | undefined,
): Promise<string[]> => {
  const found = new Set<string>();
  const rows = memberships(db)
    .find(
      { network, person: { $gt: after }, role: { $in: roles }, ...(community && { community }) },
      { projection: { _id: 0, person: 1 } },
    )
    .sort({ person: 1 })
    .hint('overlap');
  for await (const { person } of rows) {
    found.add(person);
    if (found.size === limit) break;
  }
  return [...found];
};

const byRole = async (
  db: Db,
  part: Part,
  { networkRoles, communityRoles, community }: Extract<Asked['audience'], { kind: 'role' }>,
): Promise<string[]> => {
  const [those, these] = await Promise.all([
    networkRoles.length
      ? peopleIn(db, part, { ...membersThen(part), roles: { $in: networkRoles } })
      : Promise.resolve([]),
    communityRoles.length ? inCommunities(db, part, communityRoles, community) : Promise.resolve([]),
  ]);
  return [...new Set([...those, ...these])].toSorted().slice(0, part.limit);
};

const byQuery = async (db: Db, part: Part, query: MemberQuery): Promise<string[]> => {
  const { community, language, joinedFrom, joinedUntil } = query;
  const { seenFrom } = part;
  // Whoever sees as a fellow does sees the fellows of a community, and nobody else.
  if (seenFrom === 'communities' && community === undefined) return [];
  const wanted = await wantedBy(db, part.network, query);
  if (isRefusal(wanted)) return [];
  const conditions: Filter<Document>[] = [
    membersThen(part) as Filter<Document>,
    ...seenWith(seenFrom, wanted),
    ...(community ? [{ places: community }] : []),
    ...(language ? [{ language: new RegExp(`^${escaped(language)}(-|$)`, 'i') }] : []),
    ...(language && seenFrom !== 'hosts' ? [{ 'visibility.language': { $ne: 'nobody' } }] : []),
    ...(joinedFrom ? [{ joinedAt: { $gte: new Date(joinedFrom) } }] : []),
    ...(joinedUntil ? [{ joinedAt: { $lt: new Date(Date.parse(joinedUntil) + dayMs) } }] : []),
  ];
  return peopleIn(db, part, { $and: conditions } as Filter<PersonRow>);
};

/** The next members of an audience, in the order of their ids. */
export const membersOfAudience = (db: Db, { audience, ...part }: Asked): Promise<string[]> =>
  audience.kind === 'role' ? byRole(db, part, audience) : byQuery(db, part, audience.query);
