import type { ImportField } from '@skein/contracts';
import type { CheckedRow } from './row.ts';

/** What earlier lines of the file said of an address. */
export interface Earlier {
  readonly line: number;
  readonly name: string;
  readonly communities: ReadonlySet<string>;
}

/** Puts together what several lines say of the same addresses; they come in the order of the file. */
export const earlierOf = (
  rows: readonly Pick<CheckedRow, 'line' | 'name' | 'email' | 'communities'>[],
): Map<string, Earlier> => {
  const all = new Map<string, Earlier>();
  for (const { line, name, email, communities } of rows) {
    const before = all.get(email) ?? { line, name, communities: [] };
    const places = [...before.communities, ...communities.map(({ community }) => community)];
    all.set(email, { line: before.line, name: before.name, communities: new Set(places) });
  }
  return all;
};

/** The same address again is one more membership of the same person, or a mistake. */
export const mistakenRepeat = (
  row: Pick<CheckedRow, 'name' | 'communities'>,
  before: Earlier | undefined,
): { field: ImportField; detail: string } | undefined => {
  if (!before) return undefined;
  const places = row.communities.map(({ community }) => community);
  if (places.length === 0 || places.some((community) => before.communities.has(community)))
    return { field: 'email', detail: `is the same as in line ${before.line}` };
  if (before.name === row.name) return undefined;
  return {
    field: 'name',
    detail: `is another than in line ${before.line}, which has the same e-mail address`,
  };
};
