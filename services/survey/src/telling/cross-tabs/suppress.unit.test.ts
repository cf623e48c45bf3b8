import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellsToHide } from './suppress.ts';

/** The table as it is shown: hidden cells are null. */
const shown = (cells: number[][], smallestGroup: number) => {
  const hidden = cellsToHide(cells, smallestGroup);
  return hidden && cells.map((row, i) => row.map((count, j) => (hidden[i]?.[j] ? null : count)));
};

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

/** Every row that agrees with what is shown of it, its sum and what its columns have left, by trying them all. */
const rowsAgreeing = (
  view: readonly (number | null)[],
  total: number,
  left: readonly number[],
): number[][] => {
  const [told, ...rest] = view;
  if (told === undefined) return total === 0 ? [[]] : [];
  const most = Math.min(total, left[0] ?? 0);
  const values = told === null ? Array.from({ length: most + 1 }, (_, value) => value) : [told];
  return values
    .filter((value) => value <= most)
    .flatMap((value) => rowsAgreeing(rest, total - value, left.slice(1)).map((row) => [value, ...row]));
};

const tablesAgreeing = (
  view: readonly (number | null)[][],
  rows: readonly number[],
  columns: readonly number[],
): number[][][] => {
  const [first, ...rest] = view;
  if (!first) return columns.every((left) => left === 0) ? [[]] : [];
  return rowsAgreeing(first, rows[0] ?? 0, columns).flatMap((row) => {
    const left = columns.map((count, index) => count - (row[index] ?? 0));
    return tablesAgreeing(rest, rows.slice(1), left).map((table) => [row, ...table]);
  });
};

/** Every table of counts that agrees with what is shown and with the sums of rows and columns. */
const agreeing = (cells: number[][], view: (number | null)[][]): number[][][] => {
  const columns = (cells[0] ?? []).map((_, j) => sum(cells.map((row) => row[j] ?? 0)));
  return tablesAgreeing(view, cells.map(sum), columns);
};

describe('hiding cells of a cross-tab', () => {
  it('leaves a table of large and of empty cells as it is', () => {
    const table = [
      [8, 0, 12],
      [0, 9, 30],
    ];
    expect(shown(table, 8)).toEqual(table);
  });

  it('hides the next-lowest with a single small cell, and closes the round so that no sum tells it', () => {
    expect(
      shown(
        [
          [20, 3, 12],
          [11, 14, 30],
          [40, 50, 60],
        ],
        8,
      ),
    ).toEqual([
      [20, null, null],
      [11, null, null],
      [40, 50, 60],
    ]);
  });

  it('leaves two small cells in each of two rows and columns to cover each other', () => {
    expect(
      shown(
        [
          [3, 4, 12],
          [5, 6, 30],
        ],
        8,
      ),
    ).toEqual([
      [null, null, 12],
      [null, null, 30],
    ]);
  });

  it('does not rely on empty cells that could be nothing else', () => {
    const view = shown(
      [
        [3, 0],
        [0, 9],
      ],
      8,
    );
    // Whether as it is or as [2, 1], [1, 8]: both agree.
    expect(view).toEqual([
      [null, null],
      [null, null],
    ]);
  });

  it('withholds a table whose sums alone tell a small cell', () => {
    expect(shown([[3, 20]], 8)).toBeUndefined();
    expect(shown([[3], [20]], 8)).toBeUndefined();
    expect(
      shown(
        [
          [3, 0],
          [9, 0],
        ],
        8,
      ),
    ).toBeUndefined();
  });

  const table = fc
    .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }))
    .chain(([rows, columns]) =>
      fc.array(
        fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 7 })), {
          minLength: columns,
          maxLength: columns,
        }),
        { minLength: rows, maxLength: rows },
      ),
    );

  it('lets no hidden cell be computed from what is shown, whatever the table', () => {
    fc.assert(
      fc.property(table, fc.integer({ min: 2, max: 4 }), (cells, smallestGroup) => {
        const view = shown(cells, smallestGroup);
        if (!view) return;
        const tables = agreeing(cells, view);
        const places = view.flatMap((row, i) => row.map((cell, j) => [i, j, cell] as const));
        const toldAs = (i: number, j: number) => new Set(tables.map((one) => one[i]?.[j])).size;
        expect(places.filter(([i, j, cell]) => cell === null && toldAs(i, j) === 1)).toEqual([]);
        const small = places.filter(([, , cell]) => cell !== null && cell > 0 && cell < smallestGroup);
        expect(small).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('withholds a whole table only where hiding every cell would not do', () => {
    fc.assert(
      fc.property(table, fc.integer({ min: 2, max: 4 }), (cells, smallestGroup) => {
        if (shown(cells, smallestGroup)) return;
        const none = cells.map((row) => row.map(() => null));
        const tables = agreeing(cells, none);
        const told = cells.flatMap((row, i) =>
          row.filter((_, j) => new Set(tables.map((one) => one[i]?.[j])).size === 1),
        );
        expect(told.length).toBeGreaterThan(0);
      }),
    );
  });
});
