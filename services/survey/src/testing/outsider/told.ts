import type { CrossTab, QuestionResult, Results } from '@skein/contracts';
import type { Equation } from './solve.ts';
import { byRole, noAnswer, notAsked, pair, type Side, single } from './world.ts';

const exactly = (names: readonly string[], comesTo: number): Equation => ({
  parts: names.map((name) => [name, 1]),
  comesTo,
});

/** What the result of a question says of counts; what is said to be “about” so many says nothing that is sure. */
const ofQuestion = ({ key, options }: Side, result: QuestionResult): Equation[] => {
  if (result.about) return [];
  const said = options.filter((option) => option !== noAnswer && option !== notAsked);
  const given = said.map((option) => single(key, option));
  return [
    exactly(given, result.answered),
    ...Object.entries(result.counts ?? {}).map(([option, count]) => exactly([single(key, option)], count)),
    ...(result.noAnswer === undefined ? [] : [exactly([single(key, noAnswer)], result.noAnswer)]),
    ...(result.notAsked === undefined ? [] : [exactly([single(key, notAsked)], result.notAsked)]),
  ].filter(({ parts }) => parts.length > 0);
};

export type Table = Omit<CrossTab, 'survey' | 'state' | 'asOf'>;

/** What a cross-tab says of counts, its sums too; sums of groups are of all responses, in a group or not. */
const ofTable = (table: Table, sides: ReadonlyMap<string, Side>): Equation[] => {
  const { rows, columns, rowTotals = [], columnTotals = [], suppressed } = table;
  if (suppressed || !table.cells) return [];
  // Sums of a table are said by each question alone.
  if (table.about !== undefined) return [];
  const { cells } = table;
  const down = rows.options.map(({ key }) => single(rows.key, key));
  const across = columns.options.map(({ key }) => single(columns.key, key));
  const everywhere =
    rows.key === byRole ? (sides.get(byRole)?.options ?? []).map((key) => single(byRole, key)) : down;
  const told: [string[], number | null | undefined][] = [
    ...cells.flatMap((row, i) =>
      row.map((count, j): [string[], number | null] => [[pair(down[i] ?? '', across[j] ?? '')], count]),
    ),
    ...down.map((row, i): [string[], number | null | undefined] => [
      across.map((column) => pair(row, column)),
      rowTotals[i],
    ]),
    ...across.map((column, j): [string[], number | null | undefined] => [
      everywhere.map((row) => pair(row, column)),
      columnTotals[j],
    ]),
  ];
  return told.flatMap(([names, count]) =>
    count === null || count === undefined ? [] : [exactly(names, count)],
  );
};

/** What all results and tables say of counts. */
export const allTold = (
  { results, tables }: { readonly results: Results; readonly tables: readonly Table[] },
  sides: readonly Side[],
): Equation[] => {
  const byKey = new Map(sides.map((side) => [side.key, side]));
  return [
    ...results.questions.flatMap((result) => {
      const side = byKey.get(result.key);
      return side ? ofQuestion(side, result) : [];
    }),
    ...tables.flatMap((table) => ofTable(table, byKey)),
  ];
};
