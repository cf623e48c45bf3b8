import type { AnswerValue, Question } from '@skein/contracts';
import { type Asking, gatesOf, hiddenIn } from '../../instruments/definitions/asked-of.ts';
import { countAnswer } from '../../taking/responses/counting.ts';
import type { ResponseRow } from '../../taking/responses/row.ts';

/** What each version asks, by its number and the questions' keys. */
export type Asked = ReadonlyMap<number, ReadonlyMap<string, Question>>;

export const askedIn = (
  versions: readonly { readonly number: number; readonly questions: readonly Question[] }[],
): Asked =>
  new Map(
    versions.map(({ number, questions }) => [
      number,
      new Map(questions.map((question) => [question.key, question])),
    ]),
  );

/** The groups that responses are counted by without a question. */
export const byCommunity = '@community';
export const byRole = '@role';
export const byVersion = '@version';
/** Under which those are counted who are in no group that is kept. */
export const inNoGroup = '@none';
/** Under which those are counted who were asked and gave no answer, and those who were not asked. */
export const noAnswer = ':no-answer';
export const notAsked = ':not-asked';
/** The row, and the column, in which all are counted. */
export const everyOne = ':all';

/** What a count over texts has for its rows. */
export const ofTexts = '@texts';

type Response = Pick<ResponseRow, '_id' | 'answers' | 'instrumentVersion' | 'community' | 'role'>;

/** What was answered, as the tallies have it: the keys of choices or levels. */
const answersIn = (question: Question, answer: AnswerValue): string[] => {
  const keys: string[] = [];
  countAnswer(question, answer, (key) => {
    if (!key.startsWith(':')) keys.push(key);
  });
  return keys;
};

/** Under which keys of a side a response counts. */
export type Placing = (side: string, response: Response) => readonly string[];

/** Places responses to these versions. Everybody is under something of each side, be it that they said nothing. */
export const placingIn = (versions: readonly (Asking & { readonly number: number })[]): Placing => {
  const asked = askedIn(versions);
  const hidden = new Map(versions.map((version) => [version.number, hiddenIn(version)]));
  return (side, { instrumentVersion, answers, community, role }) => {
    if (side === byVersion) return [String(instrumentVersion)];
    if (side === byCommunity) return [community ?? inNoGroup];
    if (side === byRole) return [role ?? inNoGroup];
    const question = asked.get(instrumentVersion)?.get(side);
    const answer = answers[side];
    if (question && answer !== undefined) return answersIn(question, answer);
    return [!question || hidden.get(instrumentVersion)?.(answers).has(side) ? notAsked : noAnswer];
  };
};

/** The questions whose answers are needed to place responses by these sides. */
export const neededFor = (versions: readonly Asking[], sides: readonly string[]): string[] => {
  const asked = sides.filter((side) => !side.startsWith('@'));
  const gates = versions.flatMap((version) => {
    const of = gatesOf(version);
    return asked.flatMap((side) => [...(of.get(side) ?? [])]);
  });
  return [...new Set([...asked, ...gates])];
};

interface CountedCell {
  readonly row: string;
  readonly column: string;
  count: number;
  key: number;
}

/** Counts response by response what is under both of two sides, with the sum of their keys where these have any. */
export const crossCounter = (
  placing: Placing,
  rows: string,
  columns: string,
  keyOf: ((rowId: string) => number) | undefined,
) => {
  const cells = new Map<string, CountedCell>();
  let responses = 0;
  const add = (row: string, column: string, by: number): void => {
    const name = `${row} ${column}`;
    const cell = cells.get(name) ?? { row, column, count: 0, key: 0 };
    cell.count += 1;
    cell.key += by;
    cells.set(name, cell);
  };
  return {
    count: (response: Response): void => {
      const key = keyOf?.(response._id) ?? 0;
      responses += 1;
      const across = [...placing(columns, response), everyOne];
      for (const row of [...placing(rows, response), everyOne])
        for (const column of across) add(row, column, key);
    },
    result: () => ({ responses, cells: [...cells.values()] }),
  };
};
