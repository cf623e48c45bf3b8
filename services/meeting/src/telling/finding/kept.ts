import { type Found, type FoundKind, isRefusal } from '@skein/contracts';
import { finderOf } from '@skein/contracts/words';
import type { Reader } from '@skein/service-kit';
import type { Sought } from '../../gathering/meetings/search.ts';
import { lastProducts } from '../../library/products/store.ts';
import { lastLists } from '../../library/reading-lists/store.ts';
import { ofWhom } from '../../library/resources/of-whom.ts';
import { listResources } from '../../library/resources/store.ts';

/** As many of each kind are looked through, the last ones. */
const reach = 1_000;

interface Row {
  readonly _id: string;
  readonly title: string;
  readonly community?: string | undefined;
}

const foundAs =
  (kind: FoundKind) =>
  ({ _id: id, title, community }: Row): Found => ({ kind, id, title, ...(community && { community }) });

/** What a search finds of what is kept: resources, reading lists and what communities made, as who searches sees them. */
export const findKept = async (reader: Reader, { actor, text, limit }: Sought) => {
  if (!actor) return { items: [], more: [] };
  const of = ofWhom(actor);
  const finds = finderOf(text);
  const [resources, lists, products] = await Promise.all([
    listResources(reader, { of, text, limit }, (row) => row),
    of === 'all' || of.length ? lastLists(reader, of, reach) : [],
    lastProducts(reader, of, reach),
  ]);
  if (isRefusal(resources)) throw new Error(resources.detail);
  const named = [lists, products].map((rows) => rows.filter(({ title }) => finds(title)));
  const [foundLists = [], foundProducts = []] = named;
  const more: FoundKind[] = [
    ...(resources.next === undefined ? [] : (['resource'] as const)),
    ...(foundLists.length > limit ? (['reading-list'] as const) : []),
    ...(foundProducts.length > limit ? (['product'] as const) : []),
  ];
  const items = [
    ...foundProducts.slice(0, limit).map(foundAs('product')),
    ...resources.items.map(foundAs('resource')),
    ...foundLists.slice(0, limit).map(foundAs('reading-list')),
  ];
  return { items, more };
};
