import type { KnownMembership } from '@skein/known';
import type { Tx } from '@skein/service-kit';
import type { Belonging } from './decide.ts';

const atOnce = 2_000;

/** Where these people belong, as known here. */
export const membershipsOf = async (
  { db, session }: Tx,
  network: string,
  people: readonly string[],
): Promise<Belonging[]> => {
  const found: Belonging[] = [];
  for (let from = 0; from < people.length; from += atOnce) {
    const person = { $in: people.slice(from, from + atOnce) };
    const rows = await db
      .collection<KnownMembership>('known_memberships')
      .find({ network, person }, { session, projection: { person: 1, community: 1, role: 1 } })
      .toArray();
    found.push(...rows);
  }
  return found;
};
