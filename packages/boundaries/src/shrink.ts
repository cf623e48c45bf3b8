import { entryOf, type Findings } from './check.ts';

/**
 * The list of known broken walls as the sources are now, so that mended ones go and moved ones follow. Refuses to let any
 * rule's part of it grow.
 */
export const shrink = ({ all }: Findings, known: readonly string[]): readonly string[] | Error => {
  const entries = [...new Set(all.map(entryOf))].sort();
  const before = countByRule(known);
  for (const [rule, count] of countByRule(entries)) {
    const allowed = before.get(rule) ?? 0;
    if (count > allowed)
      return new Error(`${rule}: ${count} broken now, ${allowed} known; the list only shrinks.`);
  }
  return entries;
};

export const knownSource = (entries: readonly string[]): string =>
  [
    '/** Walls known to be broken, one a line. The list can only shrink: an entry that no longer holds is itself an error. */',
    '// biome-ignore format: one entry a line',
    'export const known: readonly string[] = [',
    ...entries.map((entry) => `  '${entry}',`),
    '];',
    '',
  ].join('\n');

const countByRule = (entries: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const entry of entries) {
    const rule = entry.split(' ', 1)[0] ?? '';
    counts.set(rule, (counts.get(rule) ?? 0) + 1);
  }
  return counts;
};
