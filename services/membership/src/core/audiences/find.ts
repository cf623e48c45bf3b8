import { type audiencesContract, isRefusal, type MemberQuery } from '@skein/contracts';
import type { Reader } from '@skein/service-kit';
import type { Document, Filter } from 'mongodb';
import type { z } from 'zod';
import { escaped, seenWith, wantedBy } from '../directory/search.ts';
import { inRolesAfter } from '../memberships/store.ts';
import { idsAfter } from '../people/search-store.ts';

type Asked = z.output<typeof audiencesContract.questions.members.question>;
type Part = Omit<Asked, 'audience'>;

const dayMs = 24 * 60 * 60 * 1000;

/** Those who were members when it was asked for. */
const thenMembers = ({ asOf }: Part): Filter<Document> => ({ joinedAt: { $lte: new Date(asOf) } });

const byRole = async (
  reader: Reader,
  part: Part,
  { networkRoles, communityRoles: roles, community }: Extract<Asked['audience'], { kind: 'role' }>,
): Promise<string[]> => {
  const [those, these] = await Promise.all([
    networkRoles.length
      ? idsAfter(reader, part, thenMembers(part), { roles: { $in: networkRoles } })
      : Promise.resolve([]),
    roles.length ? inRolesAfter(reader, { roles, community }, part) : Promise.resolve([]),
  ]);
  return [...new Set([...those, ...these])].toSorted().slice(0, part.limit);
};

const byQuery = async (reader: Reader, part: Part, query: MemberQuery): Promise<string[]> => {
  const { community, language, joinedFrom, joinedUntil } = query;
  const { seenFrom } = part;
  // Whoever sees as a fellow does sees the fellows of a community, and nobody else.
  if (seenFrom === 'communities' && community === undefined) return [];
  const wanted = await wantedBy(reader, query);
  if (isRefusal(wanted)) return [];
  const conditions: Filter<Document>[] = [
    thenMembers(part),
    ...seenWith(seenFrom, wanted),
    ...(community ? [{ places: community }] : []),
    ...(language ? [{ language: new RegExp(`^${escaped(language)}(-|$)`, 'i') }] : []),
    ...(language && seenFrom !== 'hosts' ? [{ 'visibility.language': { $ne: 'nobody' } }] : []),
    ...(joinedFrom ? [{ joinedAt: { $gte: new Date(joinedFrom) } }] : []),
    ...(joinedUntil ? [{ joinedAt: { $lt: new Date(Date.parse(joinedUntil) + dayMs) } }] : []),
  ];
  return idsAfter(reader, part, ...conditions);
};

/** The next members of an audience, in the order of their ids. */
export const membersOfAudience = (reader: Reader, { audience, ...part }: Asked): Promise<string[]> =>
  audience.kind === 'role' ? byRole(reader, part, audience) : byQuery(reader, part, audience.query);
