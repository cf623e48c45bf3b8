import { type Actor, isRefusal, type Person, type Refusal } from '@skein/contracts';
import { after, type Reader } from '@skein/service-kit';
import { listingOrder, pageOfPeople } from '../people/search-store.ts';
import { matches } from '../people/tokens.ts';
import { standpointOf } from '../people/visibility.ts';
import { presentPerson, surroundingsOf } from '../profiles/present.ts';
import { type Asked, peopleFor, wantedBy } from './search.ts';

/** One page of those whom somebody finds in the directory, each as they are shown to them. */
export const findInDirectory = async (
  reader: Reader,
  actor: Actor | undefined,
  query: Asked & { readonly after?: string | undefined; readonly limit: number },
): Promise<{ items: Person[]; next?: string } | Refusal> => {
  const page = after(query.after, listingOrder);
  if (isRefusal(page)) return page;
  const wanted = await wantedBy(reader, query, 'beginning');
  if (isRefusal(wanted)) return wanted;
  const filter = peopleFor(actor, reader.network, query, wanted, page);
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
};
