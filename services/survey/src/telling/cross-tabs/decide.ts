import {
  type CrossTab,
  notApplicable,
  type Question,
  type QuestionHistory,
  type Refusal,
  refuse,
} from '@skein/contracts';
import { groupsToHide } from '../../asking/groups/decide.ts';
import { namedPoints } from '../../instruments/definitions/points.ts';
import { byCommunity, byRole, byVersion, inNoGroup } from '../counts/decide.ts';
import { cellsToHide } from './suppress.ts';

/** What a side of a cross-tab needs to be told of. */
export interface Told {
  readonly history: readonly QuestionHistory[];
  readonly latest: ReadonlyMap<string, Question>;
  readonly versions: readonly number[];
  /** The communities that responses keep, by their names. */
  readonly communities: ReadonlyMap<string, string>;
  /** The roles that responses keep. */
  readonly roles: readonly string[];
}

type Side = CrossTab['rows'];
const mostCells = 1_000;

const range = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => String(from + index));

const plain = (keys: readonly string[]) => keys.map((key) => ({ key, label: key }));

const optionsOf = (question: Question, history: QuestionHistory): Side['options'] | undefined => {
  switch (question.kind) {
    case 'scale': {
      const { from, to, notApplicable: not } = question;
      const labels = new Map(namedPoints(question).map(({ key, label }) => [key, label]));
      const points = range(from, to).map((key) => ({ key, label: labels.get(key) ?? key }));
      return not ? [...points, { key: notApplicable, label: not }] : points;
    }
    case 'levels':
      return question.levels.map((label, index) => ({ key: String(index + 1), label }));
    case 'yes-no':
      return [
        { key: 'yes', label: question.yesLabel ?? 'Yes' },
        { key: 'no', label: question.noLabel ?? 'No' },
      ];
    case 'single':
    case 'multiple':
    case 'quiz':
      return (history.choices ?? []).map(({ key, labels }) => ({ key, label: labels.at(-1)?.text ?? key }));
    default:
      return undefined;
  }
};

/** A side of a cross-tab: what is counted in it, in order. */
export const sideOf = (key: string, field: string, told: Told): Side | Refusal => {
  if (key === byVersion) return { key, text: 'Version', options: plain(told.versions.map(String)) };
  if (key === byCommunity) {
    const options = [...told.communities].map(([community, label]) => ({ key: community, label }));
    if (options.length) return { key, text: 'Community', options };
    return refuse('conflict', 'The responses of this survey keep no community.', [field, 'is not kept']);
  }
  if (key === byRole) {
    if (told.roles.length) return { key, text: 'Role', options: plain(told.roles) };
    return refuse('conflict', 'The responses of this survey keep no role.', [field, 'is not kept']);
  }
  const question = told.latest.get(key);
  const history = told.history.find((one) => one.key === key);
  if (!question || !history)
    return refuse('unknown-reference', `The survey asks no ${key}.`, [field, 'is not a question of it']);
  const options = optionsOf(question, history);
  if (options) return { key, text: history.wordings.at(-1)?.text ?? key, options };
  return refuse('conflict', `Answers to a question of the kind ${question.kind} are not counted so.`, [
    field,
    'is not answered by choosing one of a few things',
  ]);
};

/** Both sides, different ones and not too many cells. */
export const sidesAsked = (
  { rows, columns }: { readonly rows: string; readonly columns: string },
  told: Told,
): { readonly rows: Side; readonly columns: Side } | Refusal => {
  if (rows === columns)
    return refuse('conflict', 'A question against itself tells nothing.', [
      'columns',
      'is what the rows are',
    ]);
  const [down, across] = [sideOf(rows, 'rows', told), sideOf(columns, 'columns', told)];
  if ('refused' in down) return down;
  if ('refused' in across) return across;
  if (down.options.length * across.options.length <= mostCells) return { rows: down, columns: across };
  return refuse('conflict', `A cross-tab has ${mostCells} cells at most.`, [
    'columns',
    'is too much for these rows',
  ]);
};

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
const totalsOf = (cells: readonly (readonly number[])[], columns: number): number[] =>
  Array.from({ length: columns }, (_, column) => sum(cells.map((row) => row[column] ?? 0)));

interface Shown {
  readonly cells: (number | null)[][];
  readonly rowTotals: (number | null)[];
  readonly columnTotals: (number | null)[];
}

// A group is told as a whole survey is: from the smallest group up all of it, below nothing. Those in no group are one
// too, never shown: what all answered, less the groups that are shown, would tell of them.
const byGroup = (
  cells: readonly number[][],
  others: readonly number[],
  smallestGroup: number,
): Shown | undefined => {
  const sizes = cells.map(sum);
  const hidden = groupsToHide([...sizes, sum(others)], smallestGroup);
  if (!hidden) return undefined;
  return {
    cells: cells.map((row, index) => row.map((count) => (hidden.has(index) ? null : count))),
    rowTotals: sizes.map((size, index) => (hidden.has(index) ? null : size)),
    columnTotals: totalsOf([...cells, others], others.length),
  };
};

const byCell = (cells: readonly number[][], columns: number, smallestGroup: number): Shown | undefined => {
  const hidden = cellsToHide(cells, smallestGroup);
  return (
    hidden && {
      cells: cells.map((row, index) => row.map((count, column) => (hidden[index]?.[column] ? null : count))),
      rowTotals: cells.map(sum),
      columnTotals: totalsOf(cells, columns),
    }
  );
};

interface Counted {
  readonly responses: number;
  readonly cells: readonly { readonly row: string; readonly column: string; readonly count: number }[];
}

/** What of a counted cross-tab is shown; `smallestGroup` is 1 where nothing is to be hidden. */
export const shownCells = (
  { rows, columns }: { readonly rows: Side; readonly columns: Side },
  { responses, cells }: Counted,
  smallestGroup: number,
): { suppressed: boolean; responses?: number } & Partial<Shown> => {
  if (responses < smallestGroup) return { suppressed: true };
  const counts = new Map(cells.map(({ row, column, count }) => [`${row} ${column}`, count]));
  const table = rows.options.map((row) =>
    columns.options.map((column) => counts.get(`${row.key} ${column.key}`) ?? 0),
  );
  const others = columns.options.map(({ key }) => counts.get(`${inNoGroup} ${key}`) ?? 0);
  const shown = rows.key.startsWith('@')
    ? byGroup(table, others, smallestGroup)
    : byCell(table, columns.options.length, smallestGroup);
  return shown ? { suppressed: false, responses, ...shown } : { suppressed: true };
};
