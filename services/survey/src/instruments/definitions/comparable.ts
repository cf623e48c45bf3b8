import type { Question, Refusal, Score } from '@skein/contracts';
import { refuse } from '@skein/contracts';

interface Measuring {
  readonly questions: readonly Question[];
  readonly scores?: readonly Score[] | undefined;
}
type Asked = Measuring & { readonly number: number };

/** What must stay as it is for answers to one key to be counted together, by field. */
const measureOf = (question: Question): Record<string, unknown> => {
  switch (question.kind) {
    case 'scale':
    case 'matrix':
      return { from: question.from, to: question.to };
    case 'levels':
      return { levels: question.levels.length };
    case 'number':
      return { unit: question.unit ?? 'none' };
    case 'quiz':
      return { several: question.several ?? false };
    default:
      return {};
  }
};

const differenceIn = (before: Question, now: Question): [field: string, before: unknown] | undefined => {
  if (before.kind !== now.kind) return ['kind', before.kind];
  const [old, current] = [measureOf(before), measureOf(now)];
  const field = Object.keys(current).find((name) => old[name] !== current[name]);
  if (field) return [field, old[field]];
  if (before.kind !== 'levels-matrix' || now.kind !== 'levels-matrix') return undefined;
  const rows = new Map(before.rows.map(({ key, levels }) => [key, levels.length]));
  const row = now.rows.findIndex(({ key, levels }) => rows.has(key) && rows.get(key) !== levels.length);
  return row === -1 ? undefined : [`rows.${row}.levels`, `${rows.get(now.rows[row]?.key ?? '')} levels`];
};

/** Scores that come about otherwise than before under the same key. */
const scoreFaults = (scores: readonly Score[] = [], versions: readonly Asked[]): [string, string][] => {
  const ruleOf = ({ name: _, key: __, ...rule }: Score): string => JSON.stringify(rule);
  return scores.flatMap((score, index): [string, string][] => {
    const before = versions.findLast((version) => version.scores?.some(({ key }) => key === score.key));
    const was = before?.scores?.find(({ key }) => key === score.key);
    if (!before || !was || ruleOf(was) === ruleOf(score)) return [];
    return [
      [
        `scores.${index}.items`,
        `come to something else than in version ${before.number}; what measures differently needs a new key`,
      ],
    ];
  });
};

/**
 * Refuses questions that measure something else than the versions before did under their key: their results could not
 * be counted together, and a new key says so. New wordings and choices that come, go or are renamed are no hindrance.
 */
export const refuseIncomparable = (
  { questions, scores }: Measuring,
  versions: readonly Asked[],
): Refusal | undefined => {
  const latest = new Map<string, { question: Question; number: number }>();
  const inOrder = versions.toSorted((a, b) => a.number - b.number);
  for (const { number, questions: asked } of inOrder)
    for (const question of asked) latest.set(question.key, { question, number });
  const ofQuestions = questions.flatMap((question, index): [string, string][] => {
    const before = latest.get(question.key);
    const difference = before && differenceIn(before.question, question);
    if (!difference) return [];
    const [field, was] = difference;
    return [
      [
        `questions.${index}.${field}`,
        `was ${was} in version ${before.number}; what measures differently needs a new key`,
      ],
    ];
  });
  const faults = [...ofQuestions, ...scoreFaults(scores, inOrder)];
  if (faults.length === 0) return undefined;
  return refuse(
    'conflict',
    `Results would not compare: ${faults.map((fault) => fault.join(' ')).join('; ')}.`,
    ...faults,
  );
};
