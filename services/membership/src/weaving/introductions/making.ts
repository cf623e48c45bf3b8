import { type Refusal, refuse } from '@skein/contracts';
import { type Tx, unknownReference } from '@skein/service-kit';
import { knownCommunities } from '../../core/communities/store.ts';
import type { MembershipRow } from '../../core/memberships/row.ts';
import { facilitatorsOf, membershipsOf } from '../../core/memberships/store.ts';
import { findPeople } from '../../core/people/store.ts';
import { type Introduced, standFor } from './decide.ts';

interface Named {
  readonly people?: readonly string[] | undefined;
  readonly communities?: readonly string[] | undefined;
  readonly community?: string | undefined;
}

/** The facilitators of the two, each for one of them. */
const ofCommunities = async (
  tx: Tx,
  by: string,
  communities: readonly string[],
): Promise<Introduced[] | Refusal> => {
  const known = await knownCommunities(tx, communities);
  const unknown = communities.findIndex((id) => !known.has(id));
  const id = communities[unknown];
  if (id) return unknownReference(`communities.${unknown}`, 'community', id);
  const found: MembershipRow[] = [];
  for (const one of communities) found.push(...(await facilitatorsOf(tx, one)));
  return standFor(communities, found, by);
};

/** Those whom an introduction names, all of them members; for who is no host one of them is of the own community. */
export const whomToIntroduce = async (
  tx: Tx,
  by: string,
  { people = [], communities, community }: Named,
): Promise<Introduced[] | Refusal> => {
  if (communities) {
    if (!community || communities.includes(community)) return ofCommunities(tx, by, communities);
    return refuse('forbidden', 'You introduce your own community.', ['communities', 'are others']);
  }
  const found = await findPeople(tx, people);
  const known = new Set(found.map(({ _id }) => _id));
  const unknown = people.findIndex((person) => !known.has(person));
  const id = people[unknown];
  if (id) return unknownReference(`people.${unknown}`, 'member', id);
  const introduced = people.map((person) => ({ person }));
  if (!community) return introduced;
  const places = await membershipsOf(tx, people);
  if (places.some((place) => place.community === community)) return introduced;
  return refuse('forbidden', 'You introduce members of your own community to others.', [
    'people',
    'has nobody of it',
  ]);
};
