import { type Loop, type ServiceContext, startLoop } from '@skein/service-kit';
import { findVersions } from '../instruments/store.ts';
import type { ResponseRow } from '../responses/store.ts';
import { findSurvey, versionsOf } from '../surveys/store.ts';
import { askedIn, crossCounter } from './decide.ts';
import { type PassRow, passes } from './store.ts';

const claimMs = 30_000;
const renewEach = 5_000;

/**
 * Counts what was asked for, response by response and so in bounded memory. A pass is claimed for a while and the
 * claim renewed on the way; where a process dies another takes it up after that, from the beginning.
 */
export const startCounting = (context: ServiceContext): Loop => {
  const { db, log } = context;
  const until = () => new Date(context.now().getTime() + claimMs);
  const claim = () =>
    passes(db).findOneAndUpdate(
      { state: 'counting', claimedUntil: { $lt: context.now() } },
      { $set: { claimedUntil: until() } },
      { sort: { claimedUntil: 1 }, returnDocument: 'after' },
    );

  const count = async ({ _id, network, survey: id, rows, columns }: PassRow): Promise<void> => {
    const survey = await findSurvey(db, network, id);
    if (!survey) {
      await passes(db).deleteOne({ _id, network });
      return;
    }
    const versions = await findVersions(db, network, survey.instrument, versionsOf(survey));
    const counter = crossCounter(askedIn(versions), rows, columns);
    const answers = [rows, columns].filter((side) => !side.startsWith('@')).map((key) => `answers.${key}`);
    const projection = Object.fromEntries(
      [...answers, 'instrumentVersion', 'community'].map((field) => [field, 1]),
    );
    const at = context.now();
    let seen = 0;
    for await (const response of db
      .collection<ResponseRow>('responses')
      .find({ network, survey: id }, { projection, batchSize: 1_000 })) {
      counter.count(response);
      seen += 1;
      if (seen % renewEach === 0) await passes(db).updateOne({ _id }, { $set: { claimedUntil: until() } });
    }
    const counted = counter.result();
    await passes(db).updateOne({ _id, network }, { $set: { state: 'ready', counted, at } });
  };

  return startLoop('result-passes', log, 300, async () => {
    const pass = await claim();
    if (!pass) return false;
    await count(pass);
    return true;
  });
};
