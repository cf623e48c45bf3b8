import { productsContract } from '@skein/contracts';
import type { Tx } from '@skein/service-kit';
import type { ProductRow } from './row.ts';
import { deleteProduct, putProduct } from './store.ts';

const told = ({ _id: subject, network, version, community, state }: ProductRow) => ({
  ...{ network, subject, version },
  data: { product: subject, community, state },
});

/** Writes what a community makes together with the event that tells of it. */
export const saveProduct = async (tx: Tx, row: ProductRow): Promise<void> => {
  await putProduct(tx, row);
  const { knowledgeProductBegun, knowledgeProductChanged } = productsContract.events;
  tx.record(row.version === 1 ? knowledgeProductBegun : knowledgeProductChanged, told(row));
};

export const saveRemoved = async (tx: Tx, row: ProductRow): Promise<void> => {
  await deleteProduct(tx, row);
  tx.record(productsContract.events.knowledgeProductRemoved, told({ ...row, version: row.version + 1 }));
};
