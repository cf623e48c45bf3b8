import { type Condition, type InstrumentContent, outsideOf, type Question } from '@skein/contracts';

/** What is wrong, and where. */
export type Fault = [field: string, detail: string];

type Test = 'equals' | 'includes' | 'atLeast' | 'atMost' | 'answered';
const testOf = (condition: Condition): Test =>
  (['equals', 'includes', 'atLeast', 'atMost'] as const).find((test) => condition[test] !== undefined) ??
  'answered';

const keysIn = (question: Question): string[] | undefined =>
  'choices' in question ? question.choices.map(({ key }) => key) : undefined;

const isScaled = ({ kind }: Question): boolean =>
  ['scale', 'levels', 'matrix', 'levels-matrix', 'number'].includes(kind);

const takesOne = (question: Question): boolean =>
  question.kind === 'single' || (question.kind === 'quiz' && !question.several);

/** What is wrong with comparing this question's answer so; a text, since the field is known to the caller. */
const equalsFault = (question: Question, value: unknown): string | undefined => {
  if (takesOne(question))
    return keysIn(question)?.includes(value as string) ? undefined : 'is none of its choices';
  if (question.kind === 'yes-no') return typeof value === 'boolean' ? undefined : 'must be true or false';
  if (question.kind === 'text' || question.kind === 'date')
    return typeof value === 'string' ? undefined : 'must be a text, as the answers are';
  if (!isScaled(question)) return 'cannot be asked of its answers: use includes';
  const isScale = question.kind === 'scale' || question.kind === 'matrix';
  const beside = isScale && outsideOf(question).some(({ key }) => key === value);
  return typeof value === 'number' || beside ? undefined : 'must be a number, as the answers are';
};

const includesFault = (question: Question, value: unknown): string | undefined => {
  const keys = keysIn(question);
  if (!keys) return 'can be asked only where choices are';
  return keys.includes(value as string) ? undefined : 'is none of its choices';
};

const boundFault = (question: Question, value: unknown): string | undefined => {
  if (isScaled(question)) return typeof value === 'number' ? undefined : 'must be a number';
  if (question.kind !== 'date') return 'can be asked only of numbers, scales and days';
  return typeof value === 'string' ? undefined : 'must be a day';
};

const comparisonFault = (question: Question, condition: Condition): [string, string] | undefined => {
  if (question.kind === 'note') return ['question', 'is no question: nothing is answered there'];
  const test = testOf(condition);
  const hasRows = 'rows' in question;
  if (condition.row !== undefined) {
    if (!hasRows) return ['row', 'is named, and the question has no rows'];
    if (!question.rows.some(({ key }) => key === condition.row)) return ['row', 'is none of its rows'];
  } else if (hasRows && test !== 'answered') return ['row', 'must be named, since the question has rows'];
  const value = condition[test];
  const fault =
    test === 'equals'
      ? equalsFault(question, value)
      : test === 'includes'
        ? includesFault(question, value)
        : test === 'answered'
          ? undefined
          : boundFault(question, value);
  return fault === undefined ? undefined : [test, fault];
};

interface Place {
  readonly questions: readonly Question[];
  /** Where the question with the condition stands; its own section starts at `section`. */
  readonly own: number;
  /** Questions from here on may come after it, since their order is random. */
  readonly shuffledFrom: number;
}

const faultsIn = (condition: Condition, where: string, place: Place): Fault[] => {
  const { all, any, not, question: key } = condition;
  if (all) return all.flatMap((one, index) => faultsIn(one, `${where}.all.${index}`, place));
  if (any) return any.flatMap((one, index) => faultsIn(one, `${where}.any.${index}`, place));
  if (not) return faultsIn(not, `${where}.not`, place);
  const { questions, own, shuffledFrom } = place;
  const index = questions.findIndex((question) => question.key === key);
  const at = `${where}.question`;
  const question = questions[index];
  if (!question) return [[at, 'is none of the questions']];
  if (index === own) return [[at, 'refers to the question itself']];
  if (index > own) return [[at, 'refers to a question that comes after']];
  if (index >= shuffledFrom)
    return [[at, 'refers to a question that may come after, since the section is shuffled']];
  const fault = comparisonFault(question, condition);
  return fault ? [[`${where}.${fault[0]}`, fault[1]]] : [];
};

/** Conditions that look at anything but questions that are always before them, or that could never be asked. */
export const conditionFaults = ({ questions, sections = [] }: InstrumentContent): Fault[] => {
  const startOf = (section: string | undefined): number => {
    const start =
      section === undefined ? -1 : questions.findIndex((question) => question.section === section);
    return start === -1 ? questions.length : start;
  };
  const ofQuestions = questions.flatMap(({ showIf, section }, own) => {
    const shuffled = sections.some(({ key, shuffle }) => shuffle && key === section);
    const place = { questions, own, shuffledFrom: shuffled ? startOf(section) : questions.length };
    return showIf ? faultsIn(showIf, `questions.${own}.showIf`, place) : [];
  });
  const ofSections = sections.flatMap(({ key, showIf }, index) => {
    const own = startOf(key);
    // A question of the section itself is not before the section, so all from its first on come after.
    const place = { questions, own: own - 0.5, shuffledFrom: questions.length };
    return showIf ? faultsIn(showIf, `sections.${index}.showIf`, place) : [];
  });
  return [...ofQuestions, ...ofSections];
};
