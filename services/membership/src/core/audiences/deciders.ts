import type { Reader } from '@skein/service-kit';
import { membersOfAudience } from './find.ts';

const mostTold = 50;

/**
 * Who is told of what waits to be decided: those who facilitate the community; where nobody does, or it is of none, the
 * hosting team; and where there is none of these either, the administrators.
 */
export const decidersFor = async (reader: Reader, now: Date, community?: string): Promise<string[]> => {
  const within = (audience: object) =>
    membersOfAudience(reader, {
      network: reader.network,
      audience: { kind: 'role', networkRoles: [], communityRoles: [], ...audience },
      seenFrom: 'hosts',
      asOf: now.toISOString(),
      limit: mostTold,
    });
  const facilitators = community ? await within({ communityRoles: ['facilitator'], community }) : [];
  if (facilitators.length) return facilitators;
  const hosts = await within({ networkRoles: ['hosting-team'] });
  return hosts.length ? hosts : within({ networkRoles: ['admin'] });
};
