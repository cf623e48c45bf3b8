import { arrivalsContract } from '@skein/contracts';
import { type Implementation, read } from '@skein/service-kit';
import { enteredSince } from '../memberships/store.ts';
import { findPeople } from '../people/store.ts';
import { communitiesOf } from '../people/visibility.ts';
import { arrivalsIn } from './decide.ts';

export const arrivalRoutes = (): Implementation[] => [
  read(arrivalsContract.routes.listArrivals, async ({ reader, query, actor }) => {
    const from = new Date(query.from);
    const places = await Promise.all(
      communitiesOf(actor).map(
        async (community) => [community, await enteredSince(reader, community, from)] as const,
      ),
    );
    const ids = places.flatMap(([, entered]) => entered.map(({ person }) => person));
    const people = new Map((await findPeople(reader, ids)).map((row) => [row._id, row]));
    const items = places.flatMap(
      ([community, entered]) => arrivalsIn(community, entered, people, actor?.person ?? '') ?? [],
    );
    return { items: items.toSorted((one, other) => other.latest.localeCompare(one.latest)) };
  }),
];
