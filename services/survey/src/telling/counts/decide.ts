import type { AnswerValue, Question } from '@skein/contracts';
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
/** Under which those are counted who are in no group that is kept: what is told of the groups tells of them too. */
export const inNoGroup = '@none';
export const byVersion = '@version';

/** What a count over texts has for its rows. */
export const ofTexts = '@texts';

type Response = Pick<ResponseRow, 'answers' | 'instrumentVersion' | 'community' | 'role'>;

/** What was answered, as the tallies have it: the keys of choices or levels. */
const answersIn = (question: Question, answer: AnswerValue): string[] => {
  const keys: string[] = [];
  countAnswer(question, answer, (key) => {
    if (!key.startsWith(':')) keys.push(key);
  });
  return keys;
};

/** Under which keys of a side a response counts. */
export const sidesOf = (asked: Asked, side: string, response: Response): readonly string[] => {
  if (side === byVersion) return [String(response.instrumentVersion)];
  if (side === byCommunity) return [response.community ?? inNoGroup];
  if (side === byRole) return [response.role ?? inNoGroup];
  const question = asked.get(response.instrumentVersion)?.get(side);
  const answer = response.answers[side];
  return question && answer !== undefined ? answersIn(question, answer) : [];
};

/** Counts response by response what is under both of two sides. */
export const crossCounter = (asked: Asked, rows: string, columns: string) => {
  const cells = new Map<string, { row: string; column: string; count: number }>();
  let responses = 0;
  return {
    count: (response: Response): void => {
      const across = sidesOf(asked, columns, response);
      const down = sidesOf(asked, rows, response);
      if (across.length && down.length) responses += 1;
      for (const row of down) {
        for (const column of across) {
          const key = `${row} ${column}`;
          const cell = cells.get(key) ?? { row, column, count: 0 };
          cell.count += 1;
          cells.set(key, cell);
        }
      }
    },
    result: () => ({ responses, cells: [...cells.values()] }),
  };
};
