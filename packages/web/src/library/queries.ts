import type { Resource } from '@skein/contracts';
import { infiniteQueryOptions, keepPreviousData, queryOptions, useQueryClient } from '@tanstack/react-query';
import { client, clientSending } from '../session/client.ts';
import { sendTelling } from './sending.ts';

/** What the library is searched by. */
export interface Wanted {
  readonly text?: string;
  readonly tag?: string;
  readonly community?: string;
  /** What is new from this moment on. */
  readonly since?: string;
}

const library = ['library'] as const;

export const resourcesQuery = (wanted: Wanted) =>
  infiniteQueryOptions({
    queryKey: [...library, 'found', wanted],
    queryFn: ({ pageParam, signal }) =>
      client.listResources({
        query: { ...wanted, limit: 30, ...(pageParam && { after: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });

/** All that a community finds in its library, for choosing from. */
export const resourcesInQuery = (community: string) =>
  queryOptions({
    queryKey: [...library, 'found', 'all of', community],
    queryFn: async ({ signal }) =>
      (await client.listResources({ query: { community, limit: 200 }, signal })).items,
    staleTime: 60_000,
  });

export const tagsQuery = (community: string) =>
  queryOptions({
    queryKey: [...library, 'tags', community],
    queryFn: async ({ signal }) =>
      (await client.listResourceTags({ query: community ? { community } : {}, signal })).items,
    staleTime: 60_000,
  });

type Added = Parameters<typeof client.addResource>[0]['body'];
type Filed = Parameters<typeof client.addResourceFile>[0]['query'];
type Told = Parameters<typeof client.editResource>[0]['body'];

/** Since when somebody was not here: asked once a visit, since asking says that they are here. */
export const visitQuery = queryOptions({
  queryKey: [...library, 'visit'],
  queryFn: ({ signal }) => client.noteLibraryVisit({ signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

export const useLibrary = () => {
  const queries = useQueryClient();
  const settled = async <T>(step: Promise<T>): Promise<T> => {
    const answer = await step;
    await queries.invalidateQueries({ queryKey: [...library, 'found'] });
    await queries.invalidateQueries({ queryKey: [...library, 'tags'] });
    return answer;
  };
  return {
    add: (body: Added) => settled(client.addResource.attempt({ body })),
    /** Sends a file, telling how much of it has gone; then what is said of it, where anything is. */
    send: (file: File, query: Filed, told: Told, tell: (share: number) => void) =>
      settled(
        (async () => {
          const sent = await clientSending(sendTelling(tell)).addResourceFile.attempt({ file, query });
          if (!sent.ok || !Object.keys(told).length) return sent;
          const { id, version } = sent.value;
          return client.editResource.attempt({ params: { id }, ifMatch: version, body: told });
        })(),
      ),
    renameTag: (community: string, from: string, to: string) =>
      settled(client.renameResourceTag.attempt({ body: { community, from, to } })),
    remove: ({ id }: Resource) => settled(client.removeResource.attempt({ params: { id } })),
  };
};
