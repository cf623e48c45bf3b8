import { versionsOf } from '../../asking/surveys/decide.ts';
import { findVersions } from '../../instruments/definitions/store.ts';
import { writtenIn } from '../../taking/responses/counting.ts';
import { eachWritten } from '../../taking/responses/store.ts';
import { askedIn, ofTexts } from '../counts/decide.ts';
import type { Counter } from '../counts/rounds.ts';
import { dropUnread, putTexts, type ReadText, textIdOf } from './store.ts';
import { wordCounter } from './words.ts';

const atOnce = 500;

/** Reads the texts written to a question, some at a time, and counts their words. A reading begun anew ends the same. */
export const textReading: Counter = {
  counts: ({ rows }) => rows === ofTexts,
  count: async (reader, survey, { columns: question }, { now: readAt, goOn }) => {
    const { _id, instrument } = survey;
    const of = { survey: _id, question };
    const versions = await findVersions(reader, instrument, versionsOf(survey));
    const asked = askedIn(versions);
    const counter = wordCounter(versions.at(-1)?.language);
    let responses = 0;
    let waiting: ReadText[] = [];
    const keep = async (): Promise<void> => {
      await putTexts(reader, of, waiting, readAt);
      waiting = [];
      await goOn();
    };
    for await (const { _id: rowId, answers, instrumentVersion } of eachWritten(reader, _id, question)) {
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
    await dropUnread(reader, of, readAt);
    const cells = counter.words().map(({ word, count }) => ({ row: word, column: '', count }));
    return { responses, cells };
  },
};
