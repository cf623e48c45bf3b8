import { createHash } from 'node:crypto';
import type { SurveyMode } from '@skein/contracts';
import type { Db } from 'mongodb';
import type { ResponseRow } from '../../taking/responses/store.ts';

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
  db: Db,
  network: string,
  survey: string,
  question: string,
  mode: SurveyMode,
): Promise<string[]> => {
  const rows = await db
    .collection<ResponseRow>('responses')
    .find({ network, survey, written: question }, { projection: { [`answers.${question}`]: 1 } })
    .sort({ receivedAt: -1, _id: -1 })
    .limit(latestTexts)
    .toArray();
  const texts = rows.map(({ answers }) => {
    const answer = answers[question];
    return String(typeof answer === 'object' && !Array.isArray(answer) ? answer.text : answer);
  });
  return mode === 'named' ? texts : shuffled(texts);
};
