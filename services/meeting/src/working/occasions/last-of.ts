import type { Reader } from '@skein/service-kit';
import type { Collection, Filter } from 'mongodb';

/** The rows made last in these communities, or in all: as many as a search looks through. */
export const lastOf = <T extends { _id: string; network: string; community?: string }>(
  rows: Collection<T>,
  { network }: Reader,
  of: 'all' | readonly string[],
  reach: number,
  also: Filter<T> = {},
): Promise<T[]> => {
  const filter = { network, ...also, ...(of !== 'all' && { community: { $in: [...of] } }) };
  return rows
    .find(filter as Filter<T>)
    .sort({ _id: -1 })
    .limit(reach)
    .toArray() as Promise<T[]>;
};
