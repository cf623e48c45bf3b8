import { outsideOf, type Question, type QuestionHistory } from '@skein/contracts';
import { type Asking, gatesOf } from '../../instruments/definitions/asked-of.ts';
import { bucketsOf, periodsOf, rightKey } from '../../taking/responses/counting.ts';

export type Versions = readonly (Asking & { readonly number: number })[];

const range = (from: number, to: number): string[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => String(from + index));

const levelsOf = (scale: Extract<Question, { kind: 'scale' | 'matrix' }>): string[] => [
  ...range(scale.from, scale.to),
  ...outsideOf(scale).map(({ key }) => key),
];

type Part = NonNullable<QuestionHistory['choices']>[number];
const keysIn = (parts: readonly Part[] = []): string[] => parts.map(({ key }) => key);

/**
 * The things of a question's tally that there can be, be they chosen or not: which of them anybody has chosen must not
 * show. Undefined where they are without end: words, and numbers and days without bounds.
 */
export const thingsOf = (question: Question, history: QuestionHistory): string[] | undefined => {
  switch (question.kind) {
    case 'scale':
      return levelsOf(question);
    case 'levels':
      return range(1, question.levels.length);
    case 'yes-no':
      return ['yes', 'no'];
    case 'single':
    case 'multiple':
      return keysIn(history.choices);
    case 'quiz':
      return [...keysIn(history.choices), rightKey];
    case 'ranking': {
      const keys = keysIn(history.choices);
      return keys.flatMap((key) => keys.map((_, place) => `${key}:${place + 1}`));
    }
    case 'matrix':
      return keysIn(history.rows).flatMap((row) => levelsOf(question).map((level) => `${row}:${level}`));
    case 'levels-matrix':
      return keysIn(history.levels).map((level) => level.replace('.', ':'));
    case 'number':
      return bucketsOf(question);
    case 'date':
      return periodsOf(question);
    default:
      return undefined;
  }
};

const takesOther = (question: Question): boolean =>
  (question.kind === 'single' || question.kind === 'multiple') && question.choices.some(({ other }) => other);

/** Whether words are written to it, be they beside a choice. */
export const takesWords = (question: Question): boolean => question.kind === 'text' || takesOther(question);

/** What the form alone tells of who answers a question. */
export interface Shape {
  /** Not everybody is asked it: by a condition, or since a version does not have it. */
  readonly mayBeUnasked: boolean;
  readonly mayBeSkipped: boolean;
  /** Words are written beside a choice of it, so that who wrote has chosen. */
  readonly takesOther: boolean;
  /** Its counts are told by those of no other question, nor tell any: all are asked, and each gives one answer. */
  readonly standsAlone: boolean;
}

const alone: ReadonlySet<Question['kind']> = new Set(['scale', 'levels', 'single', 'yes-no']);

/** The shape of each question that any version asks, by its key. */
export const shapesOf = (versions: Versions): Map<string, Shape> => {
  const gates = versions.map(gatesOf);
  // How many texts there are is seen by reading them: then what decides who may write is not told exactly beside.
  const ofTexts = new Set(
    versions.flatMap(({ questions }, index) =>
      questions.flatMap((question) =>
        takesWords(question) ? [...(gates[index]?.get(question.key) ?? [])] : [],
      ),
    ),
  );
  const byKey = Map.groupBy(
    versions.flatMap(({ questions }) => questions),
    ({ key }) => key,
  );
  return new Map(
    [...byKey].map(([key, asked]) => {
      const mayBeUnasked = asked.length < versions.length || gates.some((one) => one.has(key));
      const other = asked.some(takesOther);
      const standsAlone =
        versions.length === 1 &&
        !mayBeUnasked &&
        !other &&
        !ofTexts.has(key) &&
        asked.every(({ kind }) => alone.has(kind));
      const mayBeSkipped = asked.some(({ required }) => !required);
      return [key, { mayBeUnasked, mayBeSkipped, takesOther: other, standsAlone }];
    }),
  );
};
