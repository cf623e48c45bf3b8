import type { Db } from 'mongodb';
import type { ResponseRow, TallyRow } from '../responses/store.ts';

const latestTexts = 200;

export const talliesOf = (db: Db, network: string, survey: string): Promise<TallyRow[]> =>
  db.collection<TallyRow>('tallies').find({ network, survey }).toArray();

/** The latest texts written to a question, newest first. */
export const textsOf = async (
  db: Db,
  network: string,
  survey: string,
  question: string,
): Promise<string[]> => {
  const rows = await db
    .collection<ResponseRow>('responses')
    .find({ network, survey, written: question }, { projection: { [`answers.${question}`]: 1 } })
    .sort({ receivedAt: -1, _id: -1 })
    .limit(latestTexts)
    .toArray();
  return rows.map(({ answers }) => {
    const answer = answers[question];
    return String(typeof answer === 'object' && !Array.isArray(answer) ? answer.text : answer);
  });
};
