import type { Reader } from '@skein/service-kit';
import { communityNames } from '../../core/communities/store.ts';
import { findPeople } from '../../core/people/store.ts';
import type { IntroductionRow } from './row.ts';

interface Named {
  readonly person: string;
  readonly name: string;
  readonly email: string;
  readonly community?: string;
}

/** The weaver and those introduced, by name as they are now; who is gone is not among them. */
export const namesIn = async (
  reader: Reader,
  { by, people }: IntroductionRow,
): Promise<{ weaver: string; people: Named[] }> => {
  const rows = await findPeople(reader, [by, ...people.map(({ person }) => person)]);
  const communities = await communityNames(
    reader,
    people.flatMap(({ community }) => community ?? []),
  );
  const named = people.flatMap(({ person, community: place }): Named[] => {
    const row = rows.find(({ _id }) => _id === person);
    const community = communities.find(({ _id }) => _id === place)?.name;
    return row ? [{ person, name: row.name, email: row.email, ...(community && { community }) }] : [];
  });
  const weaver = rows.find(({ _id }) => _id === by)?.name ?? 'the people who host the network';
  return { weaver, people: named };
};
