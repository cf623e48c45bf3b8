import type { Db } from 'mongodb';
import type { CommunityRow } from '../../core/communities/store.ts';
import type { PersonRow } from '../../core/people/store.ts';
import type { IntroductionRow } from './store.ts';

interface Named {
  readonly person: string;
  readonly name: string;
  readonly email: string;
  readonly community?: string;
}

/** The weaver and those introduced, by name as they are now; who is gone is not among them. */
export const namesIn = async (
  db: Db,
  { network, by, people }: IntroductionRow,
): Promise<{ weaver: string; people: Named[] }> => {
  const ids = [by, ...people.map(({ person }) => person)];
  const rows = await db
    .collection<PersonRow>('people')
    .find({ network, _id: { $in: ids } }, { projection: { name: 1, email: 1 } })
    .toArray();
  const communities = await db
    .collection<CommunityRow>('communities')
    .find(
      { network, _id: { $in: people.flatMap(({ community }) => community ?? []) } },
      { projection: { name: 1 } },
    )
    .toArray();
  const named = people.flatMap(({ person, community: place }): Named[] => {
    const row = rows.find(({ _id }) => _id === person);
    const community = communities.find(({ _id }) => _id === place)?.name;
    return row ? [{ person, name: row.name, email: row.email, ...(community && { community }) }] : [];
  });
  const weaver = rows.find(({ _id }) => _id === by)?.name ?? 'the people who host the network';
  return { weaver, people: named };
};
