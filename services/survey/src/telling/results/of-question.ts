import { outsideScale, type Question, type QuestionHistory, type QuestionResult } from '@skein/contracts';
import { namedPoints } from '../../instruments/definitions/points.ts';
import { rightKey } from '../../taking/responses/counting.ts';
import { type Counts, histogramOf, numbersOf, spreadOf } from './spread.ts';

/** What a question was through the versions of a survey, its tally, and what was last asked under its key. */
export interface Asked {
  readonly history: QuestionHistory;
  readonly question: Question;
  readonly answered: number;
  readonly counts: Counts;
  /** The number of the survey's current version. */
  readonly current: number;
  /** Of a number: its mean, where the sum is not told; not there where it is, and undefined where neither is. */
  readonly mean?: number | undefined;
}

type Part = NonNullable<QuestionHistory['choices']>[number];
type Told = Partial<QuestionResult>;

const optionOf = ({ key, labels, last }: Part, current: number) => ({
  key,
  label: labels.at(-1)?.text ?? key,
  labels,
  ...(last < current && { removed: true as const }),
});

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** Counts by level, with mean and spread where these are numbers; `lead` is the row that they are of. */
const levelsOf = (counts: Counts, levels: readonly number[], lead = '', worded = false) => {
  const counted = levels.map((level) => [level, counts.get(`${lead}${level}`) ?? 0] as const);
  const beside = Object.entries(outsideScale).flatMap(([field, key]) => {
    const count = counts.get(`${lead}${key}`);
    return count ? [[field, count] as const] : [];
  });
  return {
    counts: Object.fromEntries(counted.map(([level, count]) => [String(level), count])),
    ...(!worded && spreadOf(counted)),
    ...(Object.fromEntries(beside) as { [K in keyof typeof outsideScale]?: number }),
  };
};

const besideIn = (told: { readonly [K in keyof typeof outsideScale]?: number }): number =>
  (Object.keys(outsideScale) as (keyof typeof outsideScale)[]).reduce(
    (sum, field) => sum + (told[field] ?? 0),
    0,
  );

/** The share of those who rate 9 or 10 less that of 0 to 6, in hundredths, of the counts that are told. */
const netPromoterOf = (counts: Counts): Told => {
  const of = (from: number, to: number): number =>
    range(from, to).reduce((sum, level) => sum + (counts.get(String(level)) ?? 0), 0);
  const rated = of(0, 10);
  return rated === 0 ? {} : { netPromoter: Math.round(((of(9, 10) - of(0, 6)) / rated) * 100) };
};

const rowsOf = (
  { history, question, counts, current }: Asked,
  levelsFor: (row: string) => readonly number[],
): NonNullable<Told['rows']> =>
  (history.rows ?? []).map((part) => {
    const worded = question.kind === 'matrix' && question.worded === true;
    const told = levelsOf(counts, levelsFor(part.key), `${part.key}:`, worded);
    const rated = Object.values(told.counts).reduce((sum, count) => sum + count, 0);
    return { ...optionOf(part, current), answered: rated + besideIn(told), ...told };
  });

const rankingOf = ({ history, counts, current }: Asked): Told => {
  const choices = history.choices ?? [];
  const ranks = choices.map(({ key }) => {
    const positions = choices.map((_, place) => counts.get(`${key}:${place + 1}`) ?? 0);
    const { mean } = spreadOf(positions.map((count, place) => [place + 1, count]));
    const ranked = positions.reduce((sum, count) => sum + count, 0);
    return { key, ranked, ...(mean !== undefined && { meanRank: mean }), positions };
  });
  const last = choices.length + 1;
  return {
    options: choices.map((part) => optionOf(part, current)),
    ranks: ranks.toSorted((a, b) => (a.meanRank ?? last) - (b.meanRank ?? last)),
  };
};

const choicesOf = ({ history, counts, current }: Asked): Told => {
  const choices = history.choices ?? [];
  return {
    options: choices.map((part) => optionOf(part, current)),
    counts: Object.fromEntries(choices.map(({ key }) => [key, counts.get(key) ?? 0])),
  };
};

const inOrder = (counts: Counts): Record<string, number> =>
  Object.fromEntries([...counts].filter(([, count]) => count > 0).toSorted(([a], [b]) => (a < b ? -1 : 1)));

const meanIn = (asked: Asked): Told => {
  if (!('mean' in asked)) return numbersOf(asked.counts, asked.answered);
  if (asked.mean === undefined) return {};
  // By the middles of the buckets that are told, and so by nothing that is not.
  const told = histogramOf(asked.counts).map(({ from, to, count }) => [(from + to) / 2, count] as const);
  const { spread } = spreadOf(told);
  return { mean: asked.mean, ...(spread !== undefined && { spread }) };
};

const called = (points: { key: string; label: string }[]): Told => (points.length ? { points } : {});

/** What came of a question, by its kind. */
export const toldOf = (asked: Asked): Told => {
  const { history, question, answered, counts } = asked;
  switch (question.kind) {
    case 'scale':
      return {
        ...levelsOf(counts, range(question.from, question.to), '', question.worded),
        ...called(namedPoints(question)),
        ...(question.netPromoter && netPromoterOf(counts)),
      };
    case 'levels':
      return {
        ...levelsOf(counts, range(1, question.levels.length)),
        ...called(question.levels.map((label, index) => ({ key: String(index + 1), label }))),
      };
    case 'matrix':
      return {
        rows: rowsOf(asked, () => range(question.from, question.to)),
        ...called(namedPoints(question)),
      };
    case 'levels-matrix': {
      const sizes = new Map(question.rows.map(({ key, levels }) => [key, levels.length]));
      // A row that is gone is told by the levels that it had.
      const had = (row: string): number =>
        (history.levels ?? []).filter(({ key }) => key.startsWith(`${row}.`)).length;
      return { rows: rowsOf(asked, (row) => range(1, sizes.get(row) ?? had(row))) };
    }
    case 'number':
      return { ...meanIn(asked), histogram: histogramOf(counts) };
    case 'date':
      return { counts: inOrder(counts) };
    case 'yes-no':
      return { counts: { yes: counts.get('yes') ?? 0, no: counts.get('no') ?? 0 } };
    case 'ranking':
      return rankingOf(asked);
    case 'quiz': {
      const right = counts.get(rightKey) ?? 0;
      return {
        ...choicesOf(asked),
        right: { count: right, ...(answered > 0 && { share: right / answered }) },
      };
    }
    case 'text':
      return {};
    default:
      return choicesOf(asked);
  }
};
