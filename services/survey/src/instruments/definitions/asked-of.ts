import { conditionsOf, shownOf } from '@skein/answering';
import type { Answers, Condition, Question, Section } from '@skein/contracts';

/** What a version asks, and by which conditions. */
export interface Asking {
  readonly questions: readonly Question[];
  readonly sections?: readonly Section[] | undefined;
}

/** Which questions were not asked of whoever answered so; undefined where all are asked of everybody. */
export const hiddenIn = (version: Asking): ((answers: Answers) => ReadonlySet<string>) | undefined => {
  const conditions = conditionsOf(version);
  if (conditions.every((condition) => condition === undefined)) return undefined;
  return (answers) => shownOf(version.questions, conditions, answers).hidden;
};

const namedIn = ({ question, all = [], any = [], not }: Condition): string[] => [
  ...(question === undefined ? [] : [question]),
  ...[...all, ...any, ...(not ? [not] : [])].flatMap(namedIn),
];

/** For each question that is not asked of everybody, the questions that its being asked depends on, however far back. */
export const gatesOf = ({ questions, sections = [] }: Asking): Map<string, ReadonlySet<string>> => {
  const gates = new Map<string, ReadonlySet<string>>();
  for (const { key, section, showIf } of questions) {
    const ofSection = sections.find((one) => one.key === section)?.showIf;
    const named = [showIf, ofSection].flatMap((condition) => (condition ? namedIn(condition) : []));
    if (named.length) gates.set(key, new Set(named.flatMap((gate) => [gate, ...(gates.get(gate) ?? [])])));
  }
  return gates;
};
