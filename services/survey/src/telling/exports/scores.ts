import type { Answers, Question, Score } from '@skein/contracts';
import { type CompiledScore, compileScores, ruleInWords } from '../../instruments/definitions/scores.ts';
import type { Column, Withholding } from './columns.ts';

type Versions = readonly {
  readonly number: number;
  readonly questions: readonly Question[];
  readonly scores?: readonly Score[] | undefined;
}[];

/** Why a score is not in an export: as little as one of its answers is. */
const reasonOf = ({ items }: Score, withheld: Withholding): string | undefined =>
  items.map(({ question }) => withheld(question, false)).find((reason) => reason !== undefined);

/** A column for each score that any version has; a response has those of the version that it answers. */
export const scoreColumns = (versions: Versions, withheld: Withholding): Column[] => {
  const byKey = new Map<string, Map<number, CompiledScore>>();
  for (const version of versions.toSorted((one, other) => one.number - other.number))
    for (const compiled of compileScores(version)) {
      const { key } = compiled.score;
      byKey.set(key, (byKey.get(key) ?? new Map()).set(version.number, compiled));
    }
  return [...byKey].map(([key, compiled]) => {
    const numbers = [...compiled.keys()];
    const latest = [...compiled.values()].at(-1) as CompiledScore;
    const reason = reasonOf(latest.score, withheld);
    return {
      ...{ column: key, question: key, kind: 'score', text: latest.score.name, rule: ruleInWords(latest) },
      wordings: [...compiled]
        .map(([number, { score }]) => ({ number, text: score.name }))
        .filter(({ text }, index, all) => index === 0 || all[index - 1]?.text !== text),
      firstVersion: numbers[0] ?? 0,
      lastVersion: numbers.at(-1) ?? 0,
      ...(reason !== undefined && { withheld: reason }),
      read: (answers, version) => compiled.get(version)?.of(answers),
    };
  });
};

/** The scores of one response, by their keys; undefined where it has none. */
export const scoresRead = (
  columns: readonly Column[],
  answers: Answers,
  version: number,
): Record<string, number> | undefined => {
  const scores = columns.flatMap(({ kind, column, withheld, read }) => {
    const score = kind === 'score' && withheld === undefined ? read(answers, version) : undefined;
    return typeof score === 'number' ? [[column, score] as const] : [];
  });
  return scores.length ? Object.fromEntries(scores) : undefined;
};
