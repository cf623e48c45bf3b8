import type { Results } from '@skein/contracts';
import type { Reader } from '@skein/service-kit';
import { versionsOf } from '../../asking/surveys/decide.ts';
import type { SurveyRow } from '../../asking/surveys/row.ts';
import { findVersions } from '../../instruments/definitions/store.ts';
import { shownOf } from '../shown/show.ts';
import { mayShowSingle, readableTexts, resultsOf } from './decide.ts';
import { textsOf } from './texts.ts';

/** The results of a survey as they may be shown now; a fixed number of documents is read, however many responded. */
export const readResultsOf = async (
  reader: Reader,
  survey: SurveyRow,
  smallestGroup: number,
  now: Date,
): Promise<Results> => {
  const { _id, instrument, mode } = survey;
  const versions = await findVersions(reader, instrument, versionsOf(survey));
  const { tallies, ...facts } = await shownOf(reader, survey, now);
  const readable = mayShowSingle(survey, facts)
    ? readableTexts(survey, versions, tallies, smallestGroup)
    : [];
  const texts: [string, string[]][] = [];
  for (const key of readable) texts.push([key, await textsOf(reader, _id, key, mode)]);
  return resultsOf(survey, versions, tallies, new Map(texts), smallestGroup, facts);
};
