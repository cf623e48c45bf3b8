import type { MatrixView, QuestionResult, RatersView, Results } from '@skein/contracts';
import { spreadOf } from '../results/spread.ts';
import type { Dimension } from './decide.ts';
import { presentAssessment } from './present.ts';
import type { AssessmentRow } from './row.ts';

/** An assessment with the results of its surveys as they may be shown. */
export interface Rated {
  readonly row: AssessmentRow;
  readonly inside: readonly Results[];
  readonly outside: readonly Results[];
}

const resultIn = ({ questions }: Results, key: string): QuestionResult | undefined =>
  questions.find((one) => one.key === key.split('.')[0]);

const countsIn = (results: Results, key: string): QuestionResult['counts'] => {
  const [, row] = key.split('.');
  const result = resultIn(results, key);
  return row === undefined ? result?.counts : result?.rows?.find((one) => one.key === row)?.counts;
};

/** How far off the counts are of the survey whose counts are furthest off; nothing where all are exact. */
const nearnessIn = (surveys: readonly Results[], key: string): Pick<RatersView, 'about'> => {
  const about = surveys.flatMap((results) => resultIn(results, key)?.about ?? []);
  return about.length ? { about: Math.max(...about) } : {};
};

/** A spread from which on raters stand a level or more from where they stand together. */
const dividedFrom = 1;
const fewest = 3;

const signOf = (raters: number, spread: number | undefined): RatersView['sign'] => {
  if (raters < fewest || spread === undefined) return undefined;
  if (spread === 0) return 'alike';
  return spread >= dividedFrom ? 'divided' : 'close';
};

/** What raters say of one dimension, over all their surveys; nothing of those that are withheld. */
const ratersOf = (surveys: readonly Results[], key: string): RatersView => {
  const counts = new Map<number, number>();
  for (const results of surveys)
    for (const [level, count] of Object.entries(countsIn(results, key) ?? {}))
      counts.set(Number(level), (counts.get(Number(level)) ?? 0) + count);
  const raters = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const { mean, spread } = spreadOf([...counts]);
  if (mean === undefined) return { raters };
  const near = nearnessIn(surveys, key);
  const sign = signOf(raters, spread);
  return {
    raters,
    ...near,
    mean,
    ...(spread !== undefined && { spread }),
    level: Math.round(mean),
    counts: Object.fromEntries(counts),
    ...(sign && { sign }),
  };
};

type Told = MatrixView['dimensions'][number];

const pointOf = ({ row, inside, outside }: Rated, key: string): Told['history'][number] => {
  const [own, others] = [ratersOf(inside, key).mean, ratersOf(outside, key).mean];
  const { agreed, target } = row;
  return {
    assessment: row._id,
    date: row.date,
    ...(agreed[key] !== undefined && { agreed: agreed[key] }),
    ...(target[key] !== undefined && { target: target[key] }),
    ...(own !== undefined && { inside: own }),
    ...(others !== undefined && { outside: others }),
  };
};

const dimensionView = ({ key, text, levels }: Dimension, rated: Rated, history: readonly Rated[]): Told => {
  const agreed = rated.row.agreed[key];
  const target = rated.row.target[key];
  const inside = ratersOf(rated.inside, key);
  const outside = ratersOf(rated.outside, key);
  return {
    key,
    text,
    cells: levels.map((described, index) => ({
      level: index + 1,
      text: described,
      now: agreed === index + 1,
      target: target === index + 1,
      inside: inside.level === index + 1,
      outside: outside.level === index + 1,
    })),
    ...(agreed !== undefined && { agreed }),
    ...(target !== undefined && { target }),
    inside,
    outside,
    ...(inside.mean !== undefined && outside.mean !== undefined && { gap: outside.mean - inside.mean }),
    history: history.map((one) => pointOf(one, key)),
  };
};

/** The matrix as a group looks at it; `history` is oldest first, this assessment the last. */
export const matrixView = (
  dimensions: readonly Dimension[],
  rated: Rated,
  history: readonly Rated[],
  now: Date,
): MatrixView => ({
  assessment: presentAssessment(rated.row),
  dimensions: dimensions.map((dimension) => dimensionView(dimension, rated, history)),
  asOf: now.toISOString(),
});
