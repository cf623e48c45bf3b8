import type { Question, QuestionResult, Score } from '@skein/contracts';
import { historyOf } from '../../instruments/definitions/history.ts';
import { type CompiledScore, compileScores, ruleInWords } from '../../instruments/definitions/scores.ts';
import { shapesOf } from '../figures/cells.ts';
import { scoreVariance, type Veil } from '../figures/decide.ts';
import { type Ground, resultOfQuestion } from './one-question.ts';

type Versions = readonly {
  readonly number: number;
  readonly questions: readonly Question[];
  readonly scores?: readonly Score[] | undefined;
}[];

/** In how many scores one answer counts at most. */
const mostTogether = (versions: Versions): number => {
  const counts = versions.flatMap(({ scores = [] }) => {
    const questions = scores.flatMap(({ items }) => [...new Set(items.map(({ question }) => question))]);
    return [...Map.groupBy(questions, (question) => question).values()].map(({ length }) => length);
  });
  return Math.max(0, ...counts);
};

const veilOfScores = (veil: Veil, versions: Versions, anyNumber: boolean): Veil => ({
  ...veil,
  variance: scoreVariance(mostTogether(versions), { anyNumber }),
});

/** What came of the scores of a survey, as of questions for numbers; those that the newest version lacks come last. */
export const scoreResults = (
  versions: Versions,
  ground: Omit<Ground, 'versions'>,
  { anyNumber }: { readonly anyNumber: boolean },
): QuestionResult[] => {
  const compiled = versions.map((version) => ({ number: version.number, scores: compileScores(version) }));
  if (compiled.every(({ scores }) => scores.length === 0)) return [];
  const asked = compiled.map(({ number, scores }) => ({
    number,
    questions: scores.map(({ asNumber }) => asNumber),
  }));
  const latest = new Map<string, CompiledScore>(
    compiled
      .toSorted((one, other) => one.number - other.number)
      .flatMap(({ scores }) => scores.map((score) => [score.asNumber.key, score] as const)),
  );
  const shapes = shapesOf(asked);
  const veil = ground.veil && veilOfScores(ground.veil, versions, anyNumber);
  return historyOf(asked).flatMap((history): QuestionResult[] => {
    const [score, shape] = [latest.get(history.key), shapes.get(history.key)];
    if (!score || !shape) return [];
    const result = resultOfQuestion(
      { history, question: score.asNumber, shape },
      { ...ground, versions: asked, veil },
    );
    return [{ ...result, key: score.score.key, kind: 'score', rule: ruleInWords(score) }];
  });
};
