import type { KnowledgeProduct } from '@skein/contracts';
import { infiniteQueryOptions, queryOptions, useQueryClient } from '@tanstack/react-query';
import { client } from '../session/client.ts';

const products = ['products'] as const;

/** What communities made: of one all that one sees, or what is published anywhere. */
export const productsQuery = (community?: string) =>
  infiniteQueryOptions({
    queryKey: [...products, 'of', community ?? ''],
    queryFn: ({ pageParam, signal }) =>
      client.listKnowledgeProducts({
        query: {
          limit: 10,
          ...(community ? { community } : { state: 'published' as const }),
          ...(pageParam && { after: pageParam }),
        },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });

export const productQuery = (id: string) =>
  queryOptions({
    queryKey: [...products, 'one', id],
    queryFn: ({ signal }) => client.readKnowledgeProduct({ params: { id }, signal }),
  });

type Begun = Parameters<typeof client.beginKnowledgeProduct>[0]['body'];
type Changed = Parameters<typeof client.editKnowledgeProduct>[0]['body'];

/** Making something of what a community learnt, and moving it on. */
export const useProducts = () => {
  const queries = useQueryClient();
  const settled = async <T>(step: Promise<T>): Promise<T> => {
    const answer = await step;
    await queries.invalidateQueries({ queryKey: products });
    return answer;
  };
  return {
    begin: (body: Begun) => settled(client.beginKnowledgeProduct.attempt({ body })),
    edit: ({ id, version }: KnowledgeProduct, body: Changed) =>
      settled(client.editKnowledgeProduct.attempt({ params: { id }, ifMatch: version, body })),
    move: ({ id, version }: KnowledgeProduct, state: KnowledgeProduct['state']) =>
      settled(client.moveKnowledgeProduct.attempt({ params: { id }, ifMatch: version, body: { state } })),
  };
};
