import type { Answers, Condition, Question } from '@skein/contracts';

/** Draws whole numbers below a bound, the same ones for the same seed (mulberry32). */
export const drawing = (seed: number) => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { next, below: (bound: number) => Math.floor(next() * bound) };
};
type Drawing = ReturnType<typeof drawing>;

/** A person as the survey has them: what they answered, and the role that their response keeps. */
export interface Respondent {
  readonly answers: Answers;
  readonly role: 'member' | 'core' | undefined;
}

export interface DrawnSurvey {
  readonly questions: readonly Question[];
  readonly people: readonly Respondent[];
}

const single = (key: string, required: boolean, size: number, showIf?: Condition): Question => ({
  ...{ kind: 'single', key, text: key, required },
  choices: Array.from({ length: size }, (_, index) => ({ key: `c${index}`, label: `${key} ${index}` })),
  ...(showIf && { showIf }),
});
const yesNo = (key: string, required: boolean): Question => ({ kind: 'yes-no', key, text: key, required });
const scale = (key: string, required: boolean): Question => ({
  ...{ kind: 'scale', key, text: key, required, from: 1, to: 4, lowLabel: 'l', highLabel: 'h' },
});

const words = (key: string, required: boolean, showIf: Condition): Question => ({
  ...{ kind: 'text', key, text: key, required, maxLength: 100, showIf },
});

const isYes = (question: string): Condition => ({ question, equals: true });

/** Few of the first options, so that some cells are small: the weights of so many options. */
const leaning = ({ next }: Drawing, size: number): number[] =>
  Array.from({ length: size }, () => next() ** 2 + 0.03);

const chooseBy = ({ next }: Drawing, weights: readonly number[]): number => {
  let left = next() * weights.reduce((sum, weight) => sum + weight, 0);
  const at = weights.findIndex((weight) => {
    left -= weight;
    return left < 0;
  });
  return at < 0 ? weights.length - 1 : at;
};

/** A survey of 8 to 60 responses with optional questions, one or two that are asked by condition, and groups. */
export const drawSurvey = (seed: number): DrawnSurvey => {
  const draw = drawing(seed);
  const mostly = () => draw.next() < 0.6;
  const both: Condition = { all: [isYes('attended'), isYes('urgent')] };
  const questions: Question[] = [
    single('dept', draw.next() < 0.5, 2 + draw.below(3)),
    yesNo('attended', mostly()),
    yesNo('urgent', mostly()),
    scale('mood', mostly()),
    single('follow', mostly(), 2 + draw.below(2), draw.next() < 0.5 ? both : isYes('attended')),
    ...(draw.next() < 0.5 ? [single('after', mostly(), 2, isYes('urgent'))] : []),
    ...(draw.next() < 0.5 ? [words('why', mostly(), draw.next() < 0.5 ? both : isYes('urgent'))] : []),
  ];
  const weights = new Map(
    questions.map((question) => {
      const size = 'choices' in question ? question.choices.length : question.kind === 'scale' ? 4 : 2;
      return [question.key, leaning(draw, size)] as const;
    }),
  );
  const skips = 0.02 + draw.next() * 0.1;
  const ofRole = leaning(draw, 3);
  const answerTo = (question: Question): Answers[string] => {
    const at = chooseBy(draw, weights.get(question.key) ?? [1]);
    if (question.kind === 'text') return 'so';
    if ('choices' in question) return question.choices[at]?.key ?? '';
    return question.kind === 'scale' ? at + 1 : at === 0;
  };
  const isAsked = ({ showIf }: Question, answers: Answers): boolean =>
    (showIf?.all ?? (showIf ? [showIf] : [])).every(({ question = '' }) => answers[question] === true);
  const person = (): Respondent => {
    const answers: Answers = {};
    for (const question of questions)
      if (isAsked(question, answers) && (question.required || draw.next() > skips))
        answers[question.key] = answerTo(question);
    return { answers, role: (['member', 'core', undefined] as const)[chooseBy(draw, ofRole)] };
  };
  return { questions, people: Array.from({ length: 8 + draw.below(53) }, person) };
};
