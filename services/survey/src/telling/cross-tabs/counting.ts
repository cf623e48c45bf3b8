import { versionsOf } from '../../asking/surveys/decide.ts';
import { findVersions } from '../../instruments/definitions/store.ts';
import { recordKeys } from '../../taking/cell-keys/draw.ts';
import { secretOf } from '../../taking/cell-keys/store.ts';
import { eachResponse } from '../../taking/responses/store.ts';
import { crossCounter, neededFor, ofTexts, placingIn } from '../counts/decide.ts';
import type { Counter } from '../counts/rounds.ts';

const renewEach = 5_000;

/** Counts two questions, or a question by group, at once. */
export const crossTabCount: Counter = {
  counts: ({ rows }) => rows !== ofTexts,
  count: async (reader, survey, { rows, columns }, { goOn }) => {
    const { _id, instrument, mode } = survey;
    const versions = await findVersions(reader, instrument, versionsOf(survey));
    const keyOf = mode === 'named' ? undefined : recordKeys(await secretOf(reader, _id));
    const counter = crossCounter(placingIn(versions), rows, columns, keyOf);
    let seen = 0;
    for await (const response of eachResponse(reader, _id, neededFor(versions, [rows, columns]))) {
      counter.count(response);
      seen += 1;
      if (seen % renewEach === 0) await goOn();
    }
    return counter.result();
  },
};
