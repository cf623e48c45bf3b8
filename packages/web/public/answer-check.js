import { faultAt } from './answer-faults.js';

/**
 * @typedef {import('@skein/contracts').Question} Question
 * @typedef {import('@skein/contracts').Answers} Answers
 * @typedef {import('@skein/contracts').AnswerValue} AnswerValue
 */

/** @param {AnswerValue | undefined} answer @returns {readonly string[]} */
const keysIn = (answer) => {
  if (Array.isArray(answer)) return answer;
  const { choices } = /** @type {{ choices?: string[] }} */ (typeof answer === 'object' ? answer : {});
  return choices ?? [];
};

/** @param {import('@skein/contracts').QuestionOf<'number'>} question @param {AnswerValue} answer */
const numberFault = ({ min, max }, answer) => {
  if (typeof answer !== 'number') return 'must be a number';
  if (min !== undefined && answer < min) return `must be at least ${min}`;
  return max !== undefined && answer > max ? `must be at most ${max}` : undefined;
};

/** @param {import('@skein/contracts').QuestionOf<'multiple'>} question @param {AnswerValue} answer */
const severalFault = ({ choices, atLeast = 1, atMost = choices.length }, answer) => {
  const keys = keysIn(answer);
  const alone = choices.some(({ key, exclusive }) => exclusive && keys.includes(key));
  if (alone) return keys.length > 1 ? 'holds a choice that goes with no other' : undefined;
  if (keys.length > atMost) return `must hold at most ${atMost}`;
  return keys.length < atLeast ? `must hold at least ${atLeast}` : undefined;
};

/** @param {import('@skein/contracts').QuestionOf<'ranking'>} question @param {AnswerValue} answer */
const rankingFault = ({ choices, top }, answer) => {
  const ranked = keysIn(answer).length;
  if (top === undefined) return ranked < choices.length ? 'must have all of them in an order' : undefined;
  return ranked > top ? `must hold at most ${top}` : undefined;
};

/** @param {{ rows: readonly { key: string, label: string }[], required: boolean }} question @param {AnswerValue} answer */
const rowsFault = ({ rows, required }, answer) => {
  const left = rows.find(({ key }) => !Object.hasOwn(/** @type {object} */ (answer), key));
  return required && left ? `must be answered in every row; “${left.label}” is not` : undefined;
};

/** @param {Question} question @param {AnswerValue} answer */
const faultIn = (question, answer) => {
  if (question.kind === 'number') return numberFault(question, answer);
  if (question.kind === 'multiple') return severalFault(question, answer);
  if (question.kind === 'ranking') return rankingFault(question, answer);
  if (question.kind === 'matrix' || question.kind === 'levels-matrix') return rowsFault(question, answer);
  return undefined;
};

/**
 * What the intake would refuse and can be told without it, so that who is offline hears of it now. The intake judges
 * all of it again.
 * @param {readonly Question[]} questions
 * @param {{ answers: Answers, hidden: ReadonlySet<string> }} given
 * @param {readonly [key: string, detail: string][]} unread what the fields say that no answer can
 */
export const faultsNow = (questions, { answers, hidden }, unread) => {
  const read = new Map(unread);
  const faults = questions.flatMap((question) => {
    const { key, required } = question;
    if (hidden.has(key)) return [];
    const answer = answers[key];
    const missing = required ? 'must be answered' : undefined;
    const detail = read.get(key) ?? (answer === undefined ? missing : faultIn(question, answer));
    return detail === undefined ? [] : [faultAt(question, detail)];
  });
  return faults.length === 0 && Object.keys(answers).length === 0
    ? [{ text: 'Answer at least one question.' }]
    : faults;
};
