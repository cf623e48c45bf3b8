import {
  type IntroductionAnswer,
  type IntroductionQuestion,
  introductionsContract,
  isRefusal,
  type Refusal,
} from '@skein/contracts';
import type { Reader, Tx } from '@skein/service-kit';
import { answer, isConnected, statusOf } from './decide.ts';
import { namesIn } from './names.ts';
import type { IntroductionRow } from './row.ts';
import { putIntroduction } from './store.ts';

/** Somebody who is introduced, with the introduction. */
export interface Holder {
  readonly row: IntroductionRow;
  readonly person: string;
}

/** What somebody who is introduced is asked, and has said. */
export const questionFor = async (
  reader: Reader,
  { row, person }: Holder,
  now: Date,
): Promise<IntroductionQuestion> => {
  const { weaver, people } = await namesIn(reader, row);
  const own = row.people.find((one) => one.person === person);
  const came = row.outcomes.findLast(({ by }) => by === person)?.came;
  const connected = isConnected(row, person);
  return {
    introduction: row._id,
    weaver,
    reason: row.reason,
    others: people
      .filter((one) => one.person !== person)
      .map(({ name, community }) => ({ name, ...(community && { community }) })),
    expiresAt: row.expiresAt.toISOString(),
    open: row.expiresAt > now && !connected,
    connected,
    ...(own?.answer && { answer: own.answer }),
    ...(came && { came }),
  };
};

/** Takes somebody’s answer, whichever way it comes, and tells of it. */
export const takeAnswer = async (
  tx: Tx,
  { row: before, person }: Holder,
  said: IntroductionAnswer,
  now: Date,
): Promise<IntroductionQuestion | Refusal> => {
  const answered = answer(before, person, said, now);
  if (isRefusal(answered)) return answered;
  const { row, exchange } = answered;
  tx.concerned.add(person).add(row._id);
  if (row !== before) {
    await putIntroduction(tx, row);
    const { network, version } = row;
    const data = { introduction: row._id, status: statusOf(row, now), ...(exchange && { exchange }) };
    tx.record(introductionsContract.events.introductionAnswered, {
      network,
      subject: row._id,
      version,
      data,
    });
  }
  return questionFor(tx, { row, person }, now);
};
