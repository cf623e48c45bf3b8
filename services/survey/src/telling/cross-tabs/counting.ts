import { versionsOf } from '../../asking/surveys/decide.ts';
import { findVersions } from '../../instruments/definitions/store.ts';
import { eachResponse } from '../../taking/responses/store.ts';
import { askedIn, crossCounter, ofTexts } from '../counts/decide.ts';
import type { Counter } from '../counts/rounds.ts';

const renewEach = 5_000;

/** Counts two questions, or a question by group, at once. */
export const crossTabCount: Counter = {
  counts: ({ rows }) => rows !== ofTexts,
  count: async (reader, survey, { rows, columns }, { goOn }) => {
    const versions = await findVersions(reader, survey.instrument, versionsOf(survey));
    const counter = crossCounter(askedIn(versions), rows, columns);
    const questions = [rows, columns].filter((side) => !side.startsWith('@'));
    let seen = 0;
    for await (const response of eachResponse(reader, survey._id, questions)) {
      counter.count(response);
      seen += 1;
      if (seen % renewEach === 0) await goOn();
    }
    return counter.result();
  },
};
