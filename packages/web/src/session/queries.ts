import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { client } from './client.ts';
import { useActor } from './store.ts';

/** How the network presents itself. */
export const networkQuery = queryOptions({
  queryKey: ['network'],
  queryFn: ({ signal }) => client.readNetwork({ signal }),
  staleTime: 5 * 60_000,
});

export const useNetwork = () => useSuspenseQuery(networkQuery).data;

/** The passkeys of who is signed in. */
export const passkeysQuery = queryOptions({
  queryKey: ['me', 'passkeys'],
  queryFn: async ({ signal }) => (await client.listPasskeys({ signal })).items,
});

/** A person as they show themselves to who asks. */
export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ['people', id],
    queryFn: ({ signal }) => client.readPerson({ params: { id }, signal }),
  });

/** The rights a page goes by to offer something; the server decides. */
export const useRoles = () => {
  const actor = useActor();
  const roles: readonly string[] = actor?.roles ?? [];
  const communities = actor?.communities ?? {};
  const hosts = roles.includes('admin') || roles.includes('hosting-team');
  const facilitates = Object.entries(communities).flatMap(([id, role]) =>
    role === 'facilitator' ? [id] : [],
  );
  return {
    actor,
    hosts,
    administers: roles.includes('admin'),
    facilitates,
    decides: hosts || facilitates.length > 0,
  };
};

const runs: readonly string[] = ['facilitator', 'core'];

/** Whether who is signed in plans the meetings of a community. */
export const usePlanning = () => {
  const { actor, hosts } = useRoles();
  return (community: string): boolean => hosts || runs.includes(actor?.communities[community] ?? '');
};
