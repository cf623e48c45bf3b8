import type { Question, QuestionHistory } from '@skein/contracts';
import { fromLimbs, isBucket, sumKeys } from '../../taking/responses/counting.ts';
import {
  answeredKey,
  noTally,
  notAskedKey,
  type Tally,
  versionTally,
} from '../../taking/responses/tallies.ts';
import { type Shape, thingsOf, type Versions } from './cells.ts';
import { type Cell, figureOf, leastVariance, sumFigureOf, type Veil, withinOf } from './decide.ts';

type Tallies = ReadonlyMap<string, Tally>;

/** What is told of the counts of a question. */
export interface Figures {
  readonly answered: number;
  readonly counts: ReadonlyMap<string, number>;
  /** Who was asked and said nothing, and who was not asked; absent where the form leaves neither. */
  readonly noAnswer?: number;
  readonly notAsked?: number;
  /** How far off 19 of 20 of them are at most; absent where they are exact. */
  readonly about?: number;
  /** Of a number: its mean, where the sum is not told. */
  readonly mean?: number;
}

const cellOf = (question: string, thing: string, { counts, keys }: Tally): Cell => ({
  name: `${question} ${thing}`,
  count: counts.get(thing) ?? 0,
  key: keys?.get(thing) ?? 0,
});

const everybody = (tallies: Tallies): Omit<Cell, 'name'> => {
  const { answered, keys } = tallies.get('') ?? noTally;
  return { count: answered, key: keys?.get(answeredKey) ?? 0 };
};

/** Who was not asked: by a condition, and by versions that do not have the question. */
const unasked = (question: string, versions: Versions, tallies: Tallies): Cell => {
  const ofVersions = tallies.get(versionTally) ?? noTally;
  const without = versions.filter(({ questions }) => !questions.some(({ key }) => key === question));
  const cells = [
    cellOf(question, notAskedKey, tallies.get(question) ?? noTally),
    ...without.map(({ number }) => cellOf('', String(number), ofVersions)),
  ];
  return {
    name: `${question} ${notAskedKey}`,
    count: cells.reduce((sum, { count }) => sum + count, 0),
    key: cells.reduce((sum, { key }) => sum + key, 0),
  };
};

/** A question through the versions, with what its form tells of who answers it. */
export interface Asked {
  readonly history: QuestionHistory;
  readonly question: Question;
  readonly shape: Shape;
}

interface Cells {
  readonly things: readonly Cell[];
  readonly answered: Cell;
  readonly noAnswer: Cell;
  readonly notAsked: Cell;
}

const cellsOf = (
  { history: { key } }: Asked,
  things: readonly string[],
  versions: Versions,
  tallies: Tallies,
): Cells => {
  const tally = tallies.get(key) ?? noTally;
  const all = everybody(tallies);
  const answered = {
    name: `${key} ${answeredKey}`,
    count: tally.answered,
    key: tally.keys?.get(answeredKey) ?? 0,
  };
  const notAsked = unasked(key, versions, tallies);
  const noAnswer = {
    name: `${key} :no-answer`,
    count: all.count - tally.answered - notAsked.count,
    key: all.key - answered.key - notAsked.key,
  };
  return { things: things.map((thing) => cellOf(key, thing, tally)), answered, noAnswer, notAsked };
};

/** The counts of a question in a survey whose single responses may be read. */
export const exactly = (asked: Asked, versions: Versions, tallies: Tallies): Figures => {
  const { key } = asked.history;
  const { noAnswer, notAsked } = cellsOf(asked, [], versions, tallies);
  const { answered, counts } = tallies.get(key) ?? noTally;
  const { mayBeSkipped, mayBeUnasked } = asked.shape;
  return {
    answered,
    counts: new Map([...counts].filter(([thing]) => thing !== notAskedKey)),
    ...(mayBeSkipped && { noAnswer: Math.max(0, noAnswer.count) }),
    ...(mayBeUnasked && { notAsked: notAsked.count }),
  };
};

/**
 * Whether the counts of a question may be told as they are: nothing else that is told leans on them, and whoever knows
 * a smallest group of the respondents still does not know who is in any part of them.
 */
const isSafe = ({ shape }: Asked, { things, noAnswer }: Cells, smallestGroup: number): boolean =>
  shape.standsAlone &&
  [...things, ...(shape.mayBeSkipped ? [noAnswer] : [])].every(({ count }) => count > smallestGroup);

const meanOf = ({ question, history: { key } }: Asked, tallies: Tallies, answered: number, veil: Veil) => {
  if (question.kind !== 'number' || question.min === undefined || question.max === undefined)
    return undefined;
  const { min, max } = question;
  const tally = tallies.get(key) ?? noTally;
  const [middle, half] = [(min + max) / 2, (max - min) / 2];
  const sum =
    Number(fromLimbs(sumKeys.map((limb) => tally.counts.get(limb) ?? 0))) / 1e6 - middle * tally.answered;
  const cell = { name: key, key: tally.keys?.get(answeredKey) ?? 0 };
  const mean = middle + sumFigureOf(veil, cell, sum, half) / Math.max(1, answered);
  const step = Math.max(half / 500, 1e-6);
  return Math.min(max, Math.max(min, Math.round(mean / step) * step));
};

/** The counts of a question that are told where single responses are not. */
export const veiled = (
  asked: Asked,
  versions: Versions,
  tallies: Tallies,
  veil: Veil,
  smallestGroup: number,
): Figures => {
  const { history, question, shape } = asked;
  const tally = tallies.get(history.key) ?? noTally;
  const known = thingsOf(question, history);
  // Where there is no end of them, what nobody said cannot be told like what few said: neither is.
  const found = [...tally.counts.keys()].filter((thing) => isBucket(thing) || !thing.startsWith(':'));
  const cells = cellsOf(asked, known ?? found, versions, tallies);
  const safe = veil.settled && known !== undefined && isSafe(asked, cells, smallestGroup);
  const figure = (cell: Cell): number => (safe ? cell.count : figureOf(veil, cell));
  const noAnswer = shape.mayBeSkipped ? figure(cells.noAnswer) : 0;
  const notAsked = shape.mayBeUnasked ? figure(cells.notAsked) : 0;
  const answered = Math.max(0, veil.people - noAnswer - notAsked);
  const told = cells.things.map((cell) => [cell.name.slice(history.key.length + 1), figure(cell)] as const);
  const mean = meanOf(asked, tallies, answered, veil);
  const isMoved = !safe && (cells.things.length > 0 || shape.mayBeSkipped || shape.mayBeUnasked);
  return {
    answered,
    counts: new Map(known ? told : told.filter(([, count]) => count >= smallestGroup)),
    ...(shape.mayBeSkipped && { noAnswer }),
    ...(shape.mayBeUnasked && { notAsked }),
    ...(isMoved && { about: withinOf(veil.variance ?? leastVariance) }),
    ...(mean !== undefined && { mean }),
  };
};
