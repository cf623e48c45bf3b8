import type { Publication } from '@skein/contracts';
import type { PublicationRow } from './row.ts';

export const presentPublication = (row: PublicationRow): Publication => {
  const { _id: id, network: _, publishedAt, withdrawnAt, ...facts } = row;
  return {
    id,
    ...facts,
    publishedAt: publishedAt.toISOString(),
    ...(withdrawnAt && { withdrawnAt: withdrawnAt.toISOString() }),
  };
};
