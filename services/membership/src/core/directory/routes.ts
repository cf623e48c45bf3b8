import { isRefusal, peopleContract } from '@skein/contracts';
import { after, type Implementation, read } from '@skein/service-kit';
import { listingOrder, pageOfPeople } from '../people/search-store.ts';
import { matches } from '../people/tokens.ts';
import { standpointOf } from '../people/visibility.ts';
import { presentPerson, surroundingsOf } from '../profiles/present.ts';
import { peopleFor, wantedBy } from './search.ts';

export const directoryRoutes = (): Implementation[] => [
  read(peopleContract.routes.listPeople, async ({ network, query, actor, deny, reader }) => {
    const { community } = query;
    const denied = community ? deny('people.read', { community }) : undefined;
    if (denied) return denied;
    const page = after(query.after, listingOrder);
    if (isRefusal(page)) return page;
    const wanted = await wantedBy(reader, query, 'beginning');
    if (isRefusal(wanted)) return wanted;
    const filter = peopleFor(actor, network, query, wanted, page);
    const found = await pageOfPeople(reader, filter, query.limit);
    if (isRefusal(found)) return found;
    const surroundings = await surroundingsOf(reader, found.items);
    // The index proposes; what holds is what somebody is shown, by where people belong just now.
    const items = found.items.flatMap((row) => {
      const from = standpointOf(actor, row, surroundings.memberships);
      return from && row.tokens && matches(row.tokens, from, wanted)
        ? [presentPerson(row, surroundings, from)]
        : [];
    });
    return { ...found, items };
  }),
];
