import type { AuditLine, ServiceName } from '@skein/contracts';

/** What one service said: its newest lines, and whether there are more; nothing where it did not answer. */
export interface Said {
  readonly service: ServiceName;
  readonly page: { readonly items: AuditLine[]; readonly next?: string | undefined } | undefined;
}

const newestFirst = (a: AuditLine, b: AuditLine): number => {
  if (a.at !== b.at) return a.at < b.at ? 1 : -1;
  return a.id < b.id ? 1 : -1;
};

/** One page out of several services' pages of the same search, each at least `limit` long or whole. */
export const mergePages = (
  said: readonly Said[],
  limit: number,
): { items: AuditLine[]; last: AuditLine | undefined; missing: ServiceName[] } => {
  const lines = said.flatMap(({ page }) => page?.items ?? []).toSorted(newestFirst);
  const items = lines.slice(0, limit);
  const more = lines.length > limit || said.some(({ page }) => page?.next !== undefined);
  return {
    items,
    /** The line that the next page comes after; absent on the last page. */
    last: more ? items.at(-1) : undefined,
    missing: said.filter(({ page }) => page === undefined).map(({ service }) => service),
  };
};
