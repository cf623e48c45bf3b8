import { createHash } from 'node:crypto';
import type { SurveyMode } from '@skein/contracts';
import type { Reader } from '@skein/service-kit';
import { latestWritten } from '../../taking/responses/store.ts';

const latestTexts = 200;

const hash = (text: string): string => createHash('sha256').update(text).digest('base64');

/** In an order that tells nothing of when each was written, and is the same each time. */
const shuffled = (texts: readonly string[]): string[] =>
  texts
    .map((text) => [hash(text), text] as const)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, text]) => text);

/** The latest texts written to a question, newest first in a named survey. */
export const textsOf = async (
  reader: Reader,
  survey: string,
  question: string,
  mode: SurveyMode,
): Promise<string[]> => {
  const rows = await latestWritten(reader, survey, question, latestTexts);
  const texts = rows.map(({ answers }) => {
    const answer = answers[question];
    return String(typeof answer === 'object' && !Array.isArray(answer) ? answer.text : answer);
  });
  return mode === 'named' ? texts : shuffled(texts);
};
