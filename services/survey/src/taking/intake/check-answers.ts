import { conditionsOf, mustBeAnswered, notShown, type Shown } from '@skein/answering';
import {
  type Answers,
  type AnswerValue,
  type Question,
  type Refusal,
  refuseFields,
  type Section,
} from '@skein/contracts';
import { type Check, checkFor } from './check-question.ts';

export type AnswerCheck = (answers: Answers) => Refusal | undefined;

/** What a version asks, as far as its answers go. */
export interface Asked {
  readonly questions: readonly Question[];
  readonly sections?: readonly Section[] | undefined;
}

interface Compiled {
  readonly key: string;
  readonly required: boolean;
  readonly check: Check;
  /** Absent where it is always shown. */
  readonly shown?: Shown | undefined;
}

const compileQuestions = ({ questions, sections }: Asked): Compiled[] => {
  const conditions = conditionsOf({ questions, sections });
  return questions.map((question, index) => {
    const { key, required } = question;
    return { key, required, check: checkFor(question), shown: conditions[index] };
  });
};

type Faults = [field: string, detail: string][];

/** The faults of one answer, or of none. */
const faultsOf = (
  { key, required, check }: Compiled,
  answer: AnswerValue | undefined,
  faults: Faults,
): void => {
  if (answer === undefined) {
    if (required) faults.push([`answers.${key}`, mustBeAnswered]);
    return;
  }
  const fault = check(answer);
  if (fault === undefined) return;
  if (typeof fault === 'string') faults.push([`answers.${key}`, fault]);
  else faults.push([`answers.${key}.${fault[0]}`, fault[1]]);
};

/** In the order of the questions, so that each is judged by what was shown and answered before it. */
const judge = (questions: readonly Compiled[], given: Answers): Faults => {
  const faults: Faults = [];
  let answers = given;
  let answered = 0;
  for (const question of questions) {
    const { key, shown } = question;
    const answer = Object.hasOwn(answers, key) ? answers[key] : undefined;
    if (answer !== undefined) answered += 1;
    if (!shown || shown(answers)) {
      faultsOf(question, answer, faults);
      continue;
    }
    if (answer === undefined) continue;
    faults.push([`answers.${key}`, notShown]);
    // What was hidden counts for nothing further on.
    const { [key]: _, ...left } = answers;
    answers = left;
  }
  if (answered === Object.keys(given).length) return faults;
  const known = new Set(questions.map(({ key }) => key));
  for (const key of Object.keys(given)) {
    if (!known.has(key)) faults.push([`answers.${key}`, 'is not a question of this survey']);
  }
  return faults;
};

/** Compiles what a published version asks, once, into a check of answers; each fault names `answers.<key>`. */
export const compileCheck = (version: Asked): AnswerCheck => {
  const questions = compileQuestions(version);
  return (answers) => {
    const faults = judge(questions, answers);
    if (faults.length === 0) return undefined;
    return refuseFields(faults);
  };
};
