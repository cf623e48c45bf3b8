import type { KnowledgeProduct } from '@skein/contracts';
import type { ProductRow } from './row.ts';

type Titles = ReadonlyMap<string, string>;

const linked = (ids: readonly string[], titles: Titles) =>
  ids.flatMap((id) => {
    const title = titles.get(id);
    return title === undefined ? [] : [{ id, title }];
  });

/** It with those of its cases and resources whose titles whoever asks may read. */
export const presentProduct = (
  row: ProductRow,
  titles: { readonly cases: Titles; readonly resources: Titles },
): KnowledgeProduct => {
  const { _id: id, network: _, cases, resources, reviewedAt, publishedAt, begunAt, ...facts } = row;
  return {
    id,
    ...facts,
    cases: linked(cases, titles.cases),
    resources: linked(resources, titles.resources),
    ...(reviewedAt && { reviewedAt: reviewedAt.toISOString() }),
    ...(publishedAt && { publishedAt: publishedAt.toISOString() }),
    begunAt: begunAt.toISOString(),
  };
};
