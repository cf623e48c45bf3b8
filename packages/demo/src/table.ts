import type { Check } from './checks.ts';

/** A table of two columns for a terminal. */
export const printTable = (rows: readonly (readonly [string, string | number])[]): string => {
  const width = Math.max(...rows.map(([label]) => label.length));
  const values = rows.map(([label, value]) => [
    label,
    typeof value === 'number' ? value.toLocaleString('en-GB') : value,
  ]);
  return values.map(([label = '', value]) => `  ${label.padEnd(width)}   ${value}`).join('\n');
};

export const printChecks = (checks: readonly Check[]): string =>
  checks.map(({ what, holds }) => `  ${holds ? '✓' : '✗'} ${what}`).join('\n');
