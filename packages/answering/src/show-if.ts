import type { Answers, AnswerValue, Condition } from '@skein/contracts';

/**
 * When a question is shown. The page goes by this while somebody answers, and the intake when it judges what they
 * answered: one program, so that the two never disagree.
 */

/** Whether, by the answers to the questions before it, something is shown. */
export type Shown = (answers: Answers) => boolean;

/** An answer in parts: a choice with its text, or the rows of a matrix. */
export type Named = Exclude<AnswerValue, number | string | boolean | string[]>;

/** Whatever is no answer at all may be asked here too, before anything else has looked at it. */
export const isNamed = (answer: AnswerValue | null | undefined): answer is Named =>
  typeof answer === 'object' && answer !== null && !Array.isArray(answer);

/** The choice or choices of an answer, with or without a text beside them. */
export const chosen = (answer: AnswerValue | undefined): readonly string[] => {
  if (typeof answer === 'string') return [answer];
  if (Array.isArray(answer)) return answer;
  if (!isNamed(answer)) return [];
  const { choice, choices } = answer;
  if (typeof choice === 'string') return [choice];
  return Array.isArray(choices) ? choices : [];
};

const plain = (answer: AnswerValue | undefined): unknown =>
  isNamed(answer) && 'choice' in answer ? answer.choice : answer;

const compared = (answer: unknown, bound: number | string, fits: (order: number) => boolean): boolean => {
  if (typeof answer === 'number' && typeof bound === 'number') return fits(answer - bound);
  // Days in ISO 8601 sort as texts; what else is a text, as “not applicable”, is in no bounds.
  if (typeof answer !== 'string' || typeof bound !== 'string' || !/^\d{4}-/.test(answer)) return false;
  return fits(answer < bound ? -1 : Number(answer > bound));
};

const compileComparison = (condition: Condition): Shown => {
  const { question = '', row, equals, includes, atLeast, atMost, answered } = condition;
  const answerIn = (answers: Answers): AnswerValue | undefined => {
    const answer = Object.hasOwn(answers, question) ? answers[question] : undefined;
    if (row === undefined) return answer;
    if (!isNamed(answer)) return undefined;
    return Object.hasOwn(answer, row) ? answer[row] : undefined;
  };
  if (equals !== undefined) return (answers) => plain(answerIn(answers)) === equals;
  if (includes !== undefined) return (answers) => chosen(answerIn(answers)).includes(includes);
  if (atLeast !== undefined) return (answers) => compared(answerIn(answers), atLeast, (order) => order >= 0);
  if (atMost !== undefined) return (answers) => compared(answerIn(answers), atMost, (order) => order <= 0);
  return (answers) => (answerIn(answers) !== undefined) === answered;
};

/** Compiles a condition into a function of the answers. What is not answered equals nothing and is in no bounds. */
const compileCondition = (condition: Condition): Shown => {
  const { all, any, not } = condition;
  if (all) {
    const parts = all.map(compileCondition);
    return (answers) => parts.every((part) => part(answers));
  }
  if (any) {
    const parts = any.map(compileCondition);
    return (answers) => parts.some((part) => part(answers));
  }
  if (not) {
    const part = compileCondition(not);
    return (answers) => !part(answers);
  }
  return compileComparison(condition);
};

const shownBoth = (one: Shown | undefined, other: Shown | undefined): Shown | undefined =>
  one && other ? (answers) => one(answers) && other(answers) : (one ?? other);

export interface Conditional {
  readonly questions: readonly {
    readonly key: string;
    readonly section?: string | undefined;
    readonly showIf?: Condition | undefined;
  }[];
  readonly sections?:
    | readonly { readonly key: string; readonly showIf?: Condition | undefined }[]
    | undefined;
}

/** For each question, in order, when it is shown: as its section is, and as itself says; undefined is always. */
export const conditionsOf = ({ questions, sections = [] }: Conditional): (Shown | undefined)[] => {
  const ofSections = new Map(sections.map(({ key, showIf }) => [key, showIf && compileCondition(showIf)]));
  return questions.map(({ section, showIf }) =>
    shownBoth(
      section === undefined ? undefined : ofSections.get(section),
      showIf && compileCondition(showIf),
    ),
  );
};

/** What of these answers is to questions that are shown, judged in order: what was hidden counts for nothing further on. */
export const shownOf = (
  questions: readonly { readonly key: string }[],
  conditions: readonly (Shown | undefined)[],
  given: Answers,
): { answers: Answers; hidden: Set<string> } => {
  const answers = { ...given };
  const hidden = new Set<string>();
  for (const [index, { key }] of questions.entries()) {
    const shown = conditions[index];
    if (!shown || shown(answers)) continue;
    hidden.add(key);
    delete answers[key];
  }
  return { answers, hidden };
};
