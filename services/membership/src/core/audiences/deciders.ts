import type { Reader } from '@skein/service-kit';
import { membersOfAudience } from './find.ts';

const mostTold = 50;

const within = (reader: Reader, now: Date, audience: object): Promise<string[]> =>
  membersOfAudience(reader, {
    network: reader.network,
    audience: { kind: 'role', networkRoles: [], communityRoles: [], ...audience },
    seenFrom: 'hosts',
    asOf: now.toISOString(),
    limit: mostTold,
  });

/**
 * Who is told of what waits to be decided: those who facilitate the community; where nobody does, or it is of none, the
 * hosting team; and where there is none of these either, the administrators.
 */
export const decidersFor = async (reader: Reader, now: Date, community?: string): Promise<string[]> => {
  const facilitators = community
    ? await within(reader, now, { communityRoles: ['facilitator'], community })
    : [];
  if (facilitators.length) return facilitators;
  const hosts = await within(reader, now, { networkRoles: ['hosting-team'] });
  return hosts.length ? hosts : within(reader, now, { networkRoles: ['admin'] });
};

/** All who host the network, for what concerns them all at once. */
export const allHosts = (reader: Reader, now: Date): Promise<string[]> =>
  within(reader, now, { networkRoles: ['admin', 'hosting-team'] });

/** Who may decide over somebody with these roles: administrators, and the hosting team where that is all they have. */
export const decidersOver = (reader: Reader, now: Date, roles: readonly string[]): Promise<string[]> =>
  roles.every((role) => role === 'hosting-team')
    ? allHosts(reader, now)
    : within(reader, now, { networkRoles: ['admin'] });
