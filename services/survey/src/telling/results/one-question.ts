import type { Question, QuestionResult, Results } from '@skein/contracts';
import { noTally, type Tally } from '../../taking/responses/tallies.ts';
import type { Versions } from '../figures/cells.ts';
import type { Veil } from '../figures/decide.ts';
import { type Asked, exactly, type Figures, veiled } from '../figures/of-question.ts';
import { toldOf } from './of-question.ts';

/** What the results of each question stand on. */
export interface Ground {
  readonly versions: Versions;
  readonly tallies: ReadonlyMap<string, Tally>;
  /** The texts that are read, by question. */
  readonly texts: ReadonlyMap<string, string[]>;
  /** Absent where counts are told as they are. */
  readonly veil: Veil | undefined;
  readonly smallestGroup: number;
  /** The number of the survey's current version. */
  readonly current: number;
  readonly state: Results['state'];
}

/** The choices of a quiz question with those that are right marked. */
const withRight = (
  question: Question,
  options: QuestionResult['options'] = [],
): Pick<QuestionResult, 'options'> | undefined => {
  if (question.kind !== 'quiz') return undefined;
  const right = new Set(question.choices.flatMap((choice) => (choice.right ? [choice.key] : [])));
  return { options: options.map((one) => (right.has(one.key) ? { ...one, right: true as const } : one)) };
};

/** The figures of a question for words, where these are read: how many there are is seen by that. */
const asRead = ({ about: _, noAnswer: __, notAsked: ___, ...figures }: Figures, texts: number): Figures => ({
  ...figures,
  answered: texts,
});

const figuresOf = (asked: Asked, { versions, tallies, texts, veil, smallestGroup }: Ground): Figures => {
  if (!veil) return exactly(asked, versions, tallies);
  const { key, kind } = asked.history;
  const figures = veiled(asked, versions, tallies, veil, smallestGroup);
  const isRead = kind === 'text' && texts.has(key);
  return isRead ? asRead(figures, (tallies.get(key) ?? noTally).answered) : figures;
};

/** What is told of how many answered a question. */
const heading = ({ history }: Asked, { answered, noAnswer, notAsked, about }: Figures) => {
  const { key, kind, wordings, asked } = history;
  return {
    key,
    kind,
    text: wordings.at(-1)?.text ?? key,
    ...(wordings.length > 1 && { wordings }),
    ...(!asked && { removed: true as const }),
    answered,
    ...(noAnswer !== undefined && { noAnswer }),
    ...(notAsked !== undefined && { notAsked }),
    ...(about !== undefined && { about }),
  };
};

/** What came of a question; of one that too few have answered, only that, unless all may be told. */
export const resultOfQuestion = (asked: Asked, ground: Ground): QuestionResult => {
  const { history, question } = asked;
  const { texts, veil, smallestGroup, current, state } = ground;
  const figures = figuresOf(asked, ground);
  const shown = heading(asked, figures);
  if (veil && figures.answered < smallestGroup) return shown;
  const { answered, counts, mean } = figures;
  const told = toldOf({ history, question, answered, counts, current, ...(veil && { mean }) });
  const written = texts.get(history.key);
  return {
    ...shown,
    ...told,
    // Not while it may still be answered: whoever reads the results would know.
    ...(state === 'final' && withRight(question, told.options)),
    ...((written || history.kind === 'text') && { texts: written ?? [] }),
  };
};
