import type { ConsentPurpose, Person } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { call, tokenFor } from '@skein/service-kit/testing';
import type { Network } from './network.ts';

export interface Page {
  items: Person[];
  next?: string;
}

/** What tests of profiles and of the directory do in a network. */
export const directoryClient = (net: Network) => {
  const search = (as: string, query: Record<string, string>) =>
    call<Page>(net.url, 'GET', `/people?${new URLSearchParams(query)}`, { as });
  return {
    search,
    /** Takes one person in, listed unless said; gives their id and a token of theirs. */
    takeIn: async (
      over: object,
      community?: string,
      consents: ConsentPurpose[] = ['directory-listing'],
    ): Promise<{ id: string; as: string }> => {
      const communities = community ? [{ community, role: 'member' }] : [];
      const person = { name: 'Wilhelmina', email: `${newId()}@example.org`, communities, consents, ...over };
      const { body } = await net.post<{ people: { id: string }[] }>('/people/import', { people: [person] });
      const id = body.people[0]?.id ?? '';
      return { id, as: await tokenFor(net.service, { person: id }) };
    },
    /** Somebody who belongs to these communities. */
    viewer: (communities: string[]) =>
      tokenFor(net.service, {
        communities: Object.fromEntries(communities.map((id) => [id, 'member' as const])),
      }),
    edit: (id: string, as: string, body: object, ifMatch = 1) =>
      call<Person>(net.url, 'PATCH', `/people/${id}`, { as, body, ifMatch }),
    found: async (as: string, query: Record<string, string>): Promise<string[]> =>
      (await search(as, query)).body.items.map(({ id }) => id),
    read: (id: string, as: string) => call<Person>(net.url, 'GET', `/people/${id}`, { as }),
  };
};
