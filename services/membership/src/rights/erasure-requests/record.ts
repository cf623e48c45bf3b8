import type { Tx } from '@skein/service-kit';
import { decidersOver } from '../../core/audiences/deciders.ts';
import type { ErasureRow } from '../../core/erasure-list/row.ts';
import { proposeErasure } from '../../core/erasure-list/store.ts';
import type { PersonRow } from '../../core/people/row.ts';

/** Lets an erasure wait for another host's word; whoever may give it is told, and so is the person. */
export const propose = async (tx: Tx, row: ErasureRow, { _id, roles }: PersonRow): Promise<void> => {
  const deciders = await decidersOver(tx, tx.now, roles);
  await proposeErasure(
    tx,
    row,
    [...new Set([...deciders, _id])].filter((one) => one !== row.by).slice(0, 50),
  );
};
