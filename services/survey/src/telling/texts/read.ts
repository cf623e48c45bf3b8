import type { ServiceContext } from '@skein/service-kit';
import { type SurveyRow, versionsOf } from '../../asking/surveys/store.ts';
import { findVersions } from '../../instruments/definitions/store.ts';
import { writtenIn } from '../../taking/responses/counting.ts';
import type { ResponseRow } from '../../taking/responses/store.ts';
import { askedIn } from '../passes/decide.ts';
import type { PassRow } from '../passes/store.ts';
import { dropUnread, putTexts, type ReadText, textIdOf } from './store.ts';
import { wordCounter } from './words.ts';

const atOnce = 500;

/** What a pass over texts has for its rows. */
export const ofTexts = '@texts';

/** Reads the texts written to a question, some at a time, and counts their words. A reading begun anew ends the same. */
export const readTexts = async (
  { db, now }: Pick<ServiceContext, 'db' | 'now'>,
  survey: SurveyRow,
  question: string,
  goOn: () => Promise<void>,
): Promise<NonNullable<PassRow['counted']>> => {
  const { _id, network, instrument } = survey;
  const of = { network, survey: _id, question };
  const versions = await findVersions(db, network, instrument, versionsOf(survey));
  const asked = askedIn(versions);
  const counter = wordCounter(versions.at(-1)?.language);
  const readAt = now();
  let responses = 0;
  let waiting: ReadText[] = [];
  const keep = async (): Promise<void> => {
    await putTexts(db, of, waiting, readAt);
    waiting = [];
    await goOn();
  };
  const projection = { [`answers.${question}`]: 1, instrumentVersion: 1 };
  const rows = db
    .collection<ResponseRow>('responses')
    .find({ network, survey: _id, written: question }, { projection, batchSize: atOnce });
  for await (const { _id: rowId, answers, instrumentVersion } of rows) {
    const asking = asked.get(instrumentVersion)?.get(question);
    const answer = answers[question];
    const text = asking && answer !== undefined ? writtenIn(asking, answer) : undefined;
    if (text === undefined) continue;
    counter.count(text);
    responses += 1;
    waiting.push({ id: textIdOf(rowId, question), text });
    if (waiting.length === atOnce) await keep();
  }
  await keep();
  await dropUnread(db, of, readAt);
  return { responses, cells: counter.words().map(({ word, count }) => ({ row: word, column: '', count })) };
};
