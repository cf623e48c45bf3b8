import { type Answers, paragraphs, type Question, type Refusal, refuse } from '@skein/contracts';

type Answer = Answers[string];
/** What is wrong with an answer, or nothing. */
type Check = (answer: Answer) => string | undefined;

const numberWithin =
  (from: number, to: number): Check =>
  (answer) =>
    typeof answer === 'number' && Number.isInteger(answer) && answer >= from && answer <= to
      ? undefined
      : `must be a whole number from ${from} to ${to}`;

const oneOf =
  (keys: ReadonlySet<string>): Check =>
  (answer) => {
    if (typeof answer !== 'string') return 'must be the key of one choice';
    return keys.has(answer) ? undefined : 'is not one of the choices';
  };

const someOf =
  (keys: ReadonlySet<string>): Check =>
  (answer) => {
    if (!Array.isArray(answer)) return 'must be a list of the keys of choices';
    if (answer.length === 0) return 'holds no choice; leave out what is not answered';
    if (new Set(answer).size < answer.length) return 'holds a choice twice';
    return answer.every((key) => keys.has(key)) ? undefined : 'holds what is not one of the choices';
  };

const textUpTo = (maxLength: number): Check => {
  const clean = paragraphs(maxLength);
  return (answer) => {
    if (typeof answer !== 'string') return 'must be a text';
    if (answer.length > maxLength) return `must have at most ${maxLength} characters`;
    if (answer.trim() === '') return 'is empty; leave out what is not answered';
    return clean.safeParse(answer).error?.issues[0]?.message;
  };
};

const checkFor = (question: Question): Check => {
  switch (question.kind) {
    case 'scale':
      return numberWithin(question.from, question.to);
    case 'levels':
      return numberWithin(1, question.levels.length);
    case 'single':
      return oneOf(new Set(question.choices.map(({ key }) => key)));
    case 'multiple':
      return someOf(new Set(question.choices.map(({ key }) => key)));
    case 'text':
      return textUpTo(question.maxLength);
  }
};

export type AnswerCheck = (answers: Answers) => Refusal | undefined;

/** Compiles the questions of a published version, once, into a check of answers; each fault names `answers.<key>`. */
export const compileCheck = (questions: readonly Question[]): AnswerCheck => {
  const checks = new Map(questions.map((question) => [question.key, checkFor(question)]));
  const required = questions.filter((question) => question.required).map(({ key }) => key);
  return (answers) => {
    const faults: [string, string][] = [];
    for (const key of Object.keys(answers)) {
      const check = checks.get(key);
      const fault = check ? check(answers[key] as Answer) : 'is not a question of this survey';
      if (fault) faults.push([`answers.${key}`, fault]);
    }
    for (const key of required) {
      if (!Object.hasOwn(answers, key)) faults.push([`answers.${key}`, 'must be answered']);
    }
    if (faults.length === 0) return undefined;
    const told = faults.map(([field, detail]) => `${field} ${detail}`).slice(0, 3);
    return refuse('invalid-request', `Not taken: ${told.join('; ')}.`, ...faults.slice(0, 100));
  };
};
