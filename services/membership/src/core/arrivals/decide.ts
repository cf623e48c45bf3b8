import type { Arrivals } from '@skein/contracts';
import type { MembershipRow } from '../memberships/row.ts';
import type { PersonRow } from '../people/row.ts';

const mostNamed = 5;

/** Those who came into a community, the latest first; undefined where nobody but oneself did. */
export const arrivalsIn = (
  community: string,
  places: readonly Pick<MembershipRow, 'person' | 'since'>[],
  people: ReadonlyMap<string, Pick<PersonRow, 'name' | 'listed'>>,
  self: string,
): Arrivals | undefined => {
  const others = places.filter(({ person }) => person !== self);
  const [last] = others;
  if (!last) return undefined;
  const named = others.flatMap(({ person }) => {
    const found = people.get(person);
    return found?.listed ? [{ person, name: found.name }] : [];
  });
  return {
    community,
    count: others.length,
    latest: last.since.toISOString(),
    named: named.slice(0, mostNamed),
  };
};
