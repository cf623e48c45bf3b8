import { type Loop, type ServiceContext, startLoop } from '@skein/service-kit';
import { findSurvey, type SurveyRow, versionsOf } from '../../asking/surveys/store.ts';
import { findVersions } from '../../instruments/definitions/store.ts';
import type { ResponseRow } from '../../taking/responses/store.ts';
import { ofTexts, readTexts } from '../texts/read.ts';
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

  const crossTab = async (
    survey: SurveyRow,
    { rows, columns }: PassRow,
    goOn: () => Promise<void>,
  ): Promise<NonNullable<PassRow['counted']>> => {
    const { _id: id, network } = survey;
    const versions = await findVersions(db, network, survey.instrument, versionsOf(survey));
    const counter = crossCounter(askedIn(versions), rows, columns);
    const answers = [rows, columns].filter((side) => !side.startsWith('@')).map((key) => `answers.${key}`);
    const projection = Object.fromEntries(
      [...answers, 'instrumentVersion', 'community', 'role'].map((field) => [field, 1]),
    );
    let seen = 0;
    for await (const response of db
      .collection<ResponseRow>('responses')
      .find({ network, survey: id }, { projection, batchSize: 1_000 })) {
      counter.count(response);
      seen += 1;
      if (seen % renewEach === 0) await goOn();
    }
    return counter.result();
  };

  const count = async (pass: PassRow): Promise<void> => {
    const { _id, network, rows, columns } = pass;
    const survey = await findSurvey(db, network, pass.survey);
    if (!survey) {
      await passes(db).deleteOne({ _id, network });
      return;
    }
    const goOn = async (): Promise<void> => {
      await passes(db).updateOne({ _id, network }, { $set: { claimedUntil: until() } });
    };
    const at = context.now();
    const counted =
      rows === ofTexts ? await readTexts(context, survey, columns, goOn) : await crossTab(survey, pass, goOn);
    await passes(db).updateOne({ _id, network }, { $set: { state: 'ready', counted, at } });
  };

  return startLoop('result-passes', log, 300, async () => {
    const pass = await claim();
    if (!pass) return false;
    await count(pass);
    return true;
  });
};
