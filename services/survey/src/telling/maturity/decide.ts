import { type Assessment, type Question, type Refusal, refuse, refuseFields } from '@skein/contracts';
import { type Changed, type Sent, withChanges } from '@skein/service-kit/decisions';
import type { AssessmentRow } from './row.ts';

/** One dimension of a matrix with its described levels, level 1 first. */
export interface Dimension {
  readonly key: string;
  readonly text: string;
  readonly levels: readonly string[];
}

/** The dimensions that questions ask, be they separate ones or the rows of a matrix. */
export const dimensionsOf = (questions: readonly Question[]): Dimension[] =>
  questions.flatMap((question): Dimension[] => {
    if (question.kind === 'levels') return [question];
    if (question.kind !== 'levels-matrix') return [];
    return question.rows.map(({ key, label, levels }) => ({
      key: `${question.key}.${key}`,
      text: label,
      levels,
    }));
  });

/** What must be known to judge an assessment. */
export interface Ground {
  readonly dimensions: readonly Dimension[];
  /** Of the surveys that it names, those that there are, with their instruments. */
  readonly surveys: ReadonlyMap<
    string,
    { readonly instrument: string; readonly community?: string | undefined }
  >;
}

type Content = Omit<Assessment, 'id' | 'version'>;

const faultsOfSurveys = (
  { instrument, inside, outside }: Content,
  { surveys }: Ground,
): [string, string][] => {
  const named = [
    ...inside.map((id, i) => [`inside.${i}`, id]),
    ...outside.map((id, i) => [`outside.${i}`, id]),
  ];
  const seen = new Set<string>();
  return named.flatMap(([field = '', id = '']): [string, string][] => {
    const survey = surveys.get(id);
    if (!survey) return [[field, 'is no survey of this network']];
    if (survey.instrument !== instrument) return [[field, 'asks another instrument']];
    if (seen.has(id)) return [[field, 'is named twice']];
    seen.add(id);
    return [];
  });
};

const faultsOfLevels = ({ agreed, target }: Content, { dimensions }: Ground): [string, string][] => {
  const heights = new Map(dimensions.map(({ key, levels }) => [key, levels.length]));
  return Object.entries({ agreed, target }).flatMap(([field, levels]) =>
    Object.entries(levels).flatMap(([key, level]): [string, string][] => {
      const height = heights.get(key);
      if (height === undefined) return [[`${field}.${key}`, 'is not a dimension of the instrument']];
      return level > height ? [[`${field}.${key}`, `must be ${height} at most`]] : [];
    }),
  );
};

const refuseFaulty = (content: Content, ground: Ground): Refusal | undefined => {
  if (ground.dimensions.length === 0)
    return refuse('conflict', 'The instrument has no dimensions with described levels.', [
      'instrument',
      'asks for no levels',
    ]);
  const surveys = faultsOfSurveys(content, ground);
  const levels = faultsOfLevels(content, ground);
  const { date, targetDate } = content;
  const days: [string, string][] =
    targetDate !== undefined && targetDate <= date ? [['targetDate', 'must be after the date']] : [];
  const faults = [...surveys, ...levels, ...days];
  if (faults.length === 0) return undefined;
  const unknown = surveys.some(([, detail]) => detail.startsWith('is no survey'));
  return refuseFields(faults, unknown ? 'unknown-reference' : 'invalid-request');
};

export const addAssessment = (
  content: Content,
  ground: Ground,
  network: string,
  _id: string,
): AssessmentRow | Refusal => refuseFaulty(content, ground) ?? { _id, network, version: 1, ...content };

export const editAssessment = (
  before: AssessmentRow,
  sent: Sent<AssessmentRow>,
  ground: Ground,
): Changed<AssessmentRow> | Refusal => {
  const changed = withChanges(before, sent);
  return refuseFaulty(changed.row, ground) ?? changed;
};
