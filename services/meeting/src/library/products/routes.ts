import {
  type Actor,
  isRefusal,
  type KnowledgeProduct,
  productsContract,
  type Refusal,
  refuse,
} from '@skein/contracts';
import { refuseCommunity } from '@skein/known';
import {
  type Implementation,
  missing,
  newId,
  type Reader,
  read,
  staleUnless,
  write,
} from '@skein/service-kit';
import { ofWhom } from '../resources/of-whom.ts';
import { begin, change, mayChange, maySee, move, refuseUnfit } from './decide.ts';
import { knownOf, titlesFor } from './links.ts';
import { presentProduct } from './present.ts';
import { saveProduct, saveRemoved } from './record.ts';
import type { ProductRow } from './row.ts';
import { findProduct, pageOfProducts } from './store.ts';

const presented = async (
  reader: Reader,
  actor: Actor | undefined,
  row: ProductRow,
): Promise<KnowledgeProduct> => presentProduct(row, await titlesFor(reader, actor, [row]));

/** It, if whoever asks may see it: else it is not there. */
const findFor = async (
  reader: Reader,
  id: string,
  actor: Actor | undefined,
): Promise<ProductRow | Refusal> => {
  const row = await findProduct(reader, id);
  return row && maySee(row, actor) ? row : missing('knowledge product', id);
};

const findToChange = async (
  reader: Reader,
  id: string,
  actor: Actor | undefined,
): Promise<ProductRow | Refusal> => {
  const row = await findFor(reader, id, actor);
  if (isRefusal(row) || mayChange(row, actor)) return row;
  return refuse('forbidden', 'Its authors change it until it is published, and those who run its community.');
};

export const productRoutes = (): Implementation[] => [
  write(productsContract.routes.beginKnowledgeProduct, async ({ network, body, actor, now, deny, tx }) => {
    const { community, ...told } = body;
    const unable =
      deny('library.add', { community }) ??
      (await refuseCommunity(tx, community)) ??
      refuseUnfit(told, await knownOf(tx, community, told));
    if (unable) return unable;
    const row = begin(told, { _id: newId(), network, community }, { by: actor?.person, now });
    await saveProduct(tx, row);
    return presented(tx, actor, row);
  }),

  read(productsContract.routes.listKnowledgeProducts, async ({ reader, query, actor }) => {
    const found = await pageOfProducts(reader, { ...query, of: ofWhom(actor) });
    if (isRefusal(found)) return found;
    const titles = await titlesFor(reader, actor, found.items);
    return { ...found, items: found.items.map((row) => presentProduct(row, titles)) };
  }),

  read(productsContract.routes.readKnowledgeProduct, async ({ reader, params, actor }) => {
    const row = await findFor(reader, params.id, actor);
    return isRefusal(row) ? row : presented(reader, actor, row);
  }),

  write(productsContract.routes.editKnowledgeProduct, async ({ params, body, actor, ifMatch, tx }) => {
    const before = await findToChange(tx, params.id, actor);
    if (isRefusal(before)) return before;
    const unable =
      staleUnless(ifMatch, before.version) ?? refuseUnfit(body, await knownOf(tx, before.community, body));
    if (unable) return unable;
    const { row, fields } = change(before, body);
    if (fields.length) await saveProduct(tx, row);
    return presented(tx, actor, row);
  }),

  write(productsContract.routes.moveKnowledgeProduct, async ({ params, body, actor, ifMatch, now, tx }) => {
    const before = await findFor(tx, params.id, actor);
    if (isRefusal(before) || !actor) return before as Refusal;
    const row = staleUnless(ifMatch, before.version) ?? move(before, body.state, { actor, now });
    if (isRefusal(row)) return row;
    await saveProduct(tx, row);
    return presented(tx, actor, row);
  }),

  write(productsContract.routes.removeKnowledgeProduct, async ({ params, actor, tx }) => {
    const row = await findToChange(tx, params.id, actor);
    if (isRefusal(row)) return row;
    await saveRemoved(tx, row);
    return undefined;
  }),
];
