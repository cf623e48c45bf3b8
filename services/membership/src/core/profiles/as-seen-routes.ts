import { type Actor, type AsSeen, asSeenContract } from '@skein/contracts';
import { type Implementation, missing, newId, type Reader, read } from '@skein/service-kit';
import { leadershipOf } from '../memberships/leadership-store.ts';
import { showsVisitors } from '../network/store.ts';
import type { PersonRow } from '../people/row.ts';
import { findPerson } from '../people/store.ts';
import { presentTo, type Surroundings, surroundingsOf } from './present.ts';

/** Somebody else who looks at a profile; what they are shown is what the real one would be. */
const somebody = (network: string, over: Partial<Actor>): Actor => ({
  person: newId(),
  network,
  roles: [],
  communities: {},
  ...over,
});

const onlookersOf = ({ _id, network }: PersonRow, { memberships }: Surroundings) => {
  const theirs = memberships.filter(({ person, role }) => person === _id && role);
  const fellow = Object.fromEntries(theirs.map(({ community }) => [community, 'member' as const]));
  return [
    ['network', somebody(network, { communities: { [newId()]: 'member' } })],
    ['communities', theirs.length > 0 ? somebody(network, { communities: fellow }) : undefined],
    ['hosts', somebody(network, { roles: ['hosting-team'] })],
  ] as const;
};

/** At which communities visitors read this name. */
const namedAt = async (reader: Reader, row: PersonRow, { memberships }: Surroundings): Promise<string[]> => {
  if (!(await showsVisitors(reader, 'communities'))) return [];
  const theirs = memberships.map(({ community }) => community);
  const leadership = await leadershipOf(reader, theirs, 'visitors');
  return [...leadership].flatMap(([community, { facilitators, core }]) =>
    [...facilitators, ...core].some(({ person }) => person === row._id) ? [community] : [],
  );
};

export const asSeenRoutes = (): Implementation[] => [
  read(asSeenContract.routes.readAsSeen, async ({ params, deny, reader }) => {
    const denied = deny('people.edit', { person: params.id });
    if (denied) return denied;
    const row = await findPerson(reader, params.id);
    if (!row) return missing('member', params.id);
    const surroundings = await surroundingsOf(reader, [row]);
    const seen = onlookersOf(row, surroundings).map(([by, onlooker]): AsSeen => {
      const person = onlooker && presentTo(onlooker, row, surroundings);
      return person ? { by, person } : { by };
    });
    const byVisitors: AsSeen = { by: 'visitors', namedAt: await namedAt(reader, row, surroundings) };
    return { items: [byVisitors, ...seen] };
  }),
];
