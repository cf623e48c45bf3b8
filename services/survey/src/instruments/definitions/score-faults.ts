import type { InstrumentContent, Question, Score } from '@skein/contracts';
import type { Fault } from './condition-faults.ts';
import { compileScore } from './scores.ts';

type Item = Score['items'][number];

const scored = new Set([
  ...['scale', 'levels', 'matrix', 'levels-matrix', 'number'],
  ...['single', 'multiple', 'yes-no', 'quiz'],
]);
const pointed = new Set(['scale', 'levels', 'matrix', 'levels-matrix']);
const needsValues = new Set(['single', 'multiple', 'yes-no']);

/** What can be worth something in a question; undefined where that is any point. */
const worthsIn = (question: Question): string[] | undefined => {
  if ('choices' in question) return question.choices.map(({ key }) => key);
  return question.kind === 'yes-no' ? ['true', 'false'] : undefined;
};

const valueFaults = ({ values }: Item, question: Question): [field: string, detail: string][] => {
  const { kind } = question;
  if (values === undefined)
    return needsValues.has(kind) ? [['values', 'must say what each answer is worth']] : [];
  if (kind === 'number') return [['values', 'are not for a number, which counts as it is']];
  const known = worthsIn(question);
  return Object.keys(values).flatMap((key): [string, string][] => {
    if (known) return known.includes(key) ? [] : [[`values.${key}`, 'is none of its answers']];
    return /^-?\d{1,3}$/.test(key) ? [] : [[`values.${key}`, 'is no point of it']];
  });
};

const itemFaults = (item: Item, questions: readonly Question[]): [field: string, detail: string][] => {
  const question = questions.find(({ key }) => key === item.question);
  if (!question) return [['question', 'is none of the questions']];
  if (!scored.has(question.kind))
    return [['question', `is of the kind ${question.kind}, which is worth nothing`]];
  const faults = valueFaults(item, question);
  if (item.reversed && (!pointed.has(question.kind) || item.values))
    faults.push(['reversed', 'is for scales, levels and matrices that count by their points']);
  if (item.row === undefined) return faults;
  if (!('rows' in question)) faults.push(['row', 'is named, and the question has no rows']);
  else if (!question.rows.some(({ key }) => key === item.row)) faults.push(['row', 'is none of its rows']);
  return faults;
};

const twice = ({ items }: Score, at: number): boolean =>
  items.some(
    ({ question, row }, index) =>
      index < at &&
      question === items[at]?.question &&
      (row === undefined || items[at].row === undefined || row === items[at].row),
  );

/** What is wrong with the scores of an instrument. */
export const scoreFaults = ({ scores = [], questions }: InstrumentContent): Fault[] =>
  scores.flatMap((score, index): Fault[] => {
    const where = `scores.${index}`;
    const same = scores.findIndex(({ key }) => key === score.key);
    const faults = score.items.flatMap((item, at): Fault[] => [
      ...itemFaults(item, questions).map(
        ([field, detail]): Fault => [`${where}.items.${at}.${field}`, detail],
      ),
      ...(twice(score, at)
        ? [[`${where}.items.${at}.question`, 'counts in it already'] satisfies Fault]
        : []),
    ]);
    if (same < index) faults.push([`${where}.key`, `is the same as that of no. ${same + 1}`]);
    if (questions.some(({ key }) => key === score.key))
      faults.push([`${where}.key`, 'is the key of a question']);
    const { parts } = compileScore(score, questions);
    if (score.atLeast !== undefined && score.atLeast > parts)
      faults.push([`${where}.atLeast`, `is more than the ${parts} answers that count in it`]);
    return faults;
  });
