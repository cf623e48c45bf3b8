/**
 * When a question is shown. The page goes by this while somebody answers, and the intake when it judges what they
 * answered: one program, so that the two never disagree.
 *
 * @typedef {import('@skein/contracts').Answers} Answers
 * @typedef {import('@skein/contracts').AnswerValue} AnswerValue
 * @typedef {import('@skein/contracts').Condition} Condition
 * @typedef {(answers: Answers) => boolean} Shown whether, by the answers to the questions before it, something is shown
 * @typedef {Exclude<AnswerValue, number | string | boolean | string[]>} Named an answer in parts: a choice with its text, or the rows of a matrix
 */

/** The answer of a scale that does not apply, as the contracts have it. */
const notApplicable = 'not-applicable';

/**
 * Whatever is no answer at all may be asked here too, before anything else has looked at it.
 * @param {AnswerValue | null | undefined} answer
 * @returns {answer is Named}
 */
export const isNamed = (answer) => typeof answer === 'object' && answer !== null && !Array.isArray(answer);

/**
 * The choice or choices of an answer, with or without a text beside them.
 * @param {AnswerValue | undefined} answer
 * @returns {readonly string[]}
 */
export const chosen = (answer) => {
  if (typeof answer === 'string') return [answer];
  if (Array.isArray(answer)) return answer;
  if (!isNamed(answer)) return [];
  const { choice, choices } = answer;
  if (typeof choice === 'string') return [choice];
  return Array.isArray(choices) ? choices : [];
};

/** @param {AnswerValue | undefined} answer @returns {unknown} */
const plain = (answer) => (isNamed(answer) && 'choice' in answer ? answer.choice : answer);

/** @param {unknown} answer @param {number | string} bound @param {(order: number) => boolean} fits */
const compared = (answer, bound, fits) => {
  if (typeof answer === 'number' && typeof bound === 'number') return fits(answer - bound);
  // Days in ISO 8601 sort as texts.
  if (typeof answer !== 'string' || typeof bound !== 'string' || answer === notApplicable) return false;
  return fits(answer < bound ? -1 : Number(answer > bound));
};

/** @param {Condition} condition @returns {Shown} */
const compileComparison = (condition) => {
  const { question = '', row, equals, includes, atLeast, atMost, answered } = condition;
  /** @param {Answers} answers @returns {AnswerValue | undefined} */
  const answerIn = (answers) => {
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

/**
 * Compiles a condition into a function of the answers. What is not answered equals nothing and is in no bounds.
 * @param {Condition} condition
 * @returns {Shown}
 */
export const compileCondition = (condition) => {
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

/** @param {Shown | undefined} one @param {Shown | undefined} other @returns {Shown | undefined} */
const shownBoth = (one, other) =>
  one && other ? (answers) => one(answers) && other(answers) : (one ?? other);

/**
 * @typedef {{ key: string, section?: string | undefined, showIf?: Condition | undefined }} Conditional
 * @typedef {{ key: string, showIf?: Condition | undefined }} ConditionalSection
 */

/**
 * For each question, in order, when it is shown: as its section is, and as itself says; undefined is always.
 * @param {{ questions: readonly Conditional[], sections?: readonly ConditionalSection[] | undefined }} asked
 * @returns {(Shown | undefined)[]}
 */
export const conditionsOf = ({ questions, sections = [] }) => {
  const ofSections = new Map(sections.map(({ key, showIf }) => [key, showIf && compileCondition(showIf)]));
  return questions.map(({ section, showIf }) =>
    shownBoth(
      section === undefined ? undefined : ofSections.get(section),
      showIf && compileCondition(showIf),
    ),
  );
};

/**
 * What of these answers is to questions that are shown, judged in order: what was hidden counts for nothing further on.
 * @param {readonly { key: string }[]} questions
 * @param {readonly (Shown | undefined)[]} conditions
 * @param {Answers} given
 * @returns {{ answers: Answers, hidden: Set<string> }}
 */
export const shownOf = (questions, conditions, given) => {
  const answers = { ...given };
  /** @type {Set<string>} */
  const hidden = new Set();
  for (const [index, { key }] of questions.entries()) {
    const shown = conditions[index];
    if (!shown || shown(answers)) continue;
    hidden.add(key);
    delete answers[key];
  }
  return { answers, hidden };
};
