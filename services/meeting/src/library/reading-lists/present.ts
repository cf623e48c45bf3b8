import type { ReadingList } from '@skein/contracts';
import { presentResource } from '../resources/present.ts';
import type { ResourceRow } from '../resources/row.ts';
import type { ReadingListRow } from './row.ts';

/** A list with what is on it and still in the library. */
export const presentList = (
  { _id: id, network: _, madeAt, items, ...facts }: ReadingListRow,
  resources: ReadonlyMap<string, ResourceRow>,
): ReadingList => ({
  id,
  ...facts,
  items: items.flatMap(({ resource, note }) => {
    const row = resources.get(resource);
    return row ? [{ resource: presentResource(row), note }] : [];
  }),
  madeAt: madeAt.toISOString(),
});
