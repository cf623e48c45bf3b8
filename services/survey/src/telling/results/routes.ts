import { type Results, responsesContract } from '@skein/contracts';
import { type Implementation, missing, read, type ServiceContext } from '@skein/service-kit';
import { findSurvey, type SurveyRow, versionsOf } from '../../asking/surveys/store.ts';
import type { SurveyConfig } from '../../config.ts';
import { findVersions } from '../../instruments/definitions/store.ts';
import { shownOf } from '../standing/store.ts';
import { mayShowSingle, readableTexts, resultsOf } from './decide.ts';
import { textsOf } from './store.ts';

/** The results of a survey as they may be shown now; a fixed number of documents is read, however many responded. */
export const readResultsOf = async (
  { db, config }: Pick<ServiceContext<SurveyConfig>, 'db' | 'config'>,
  survey: SurveyRow,
  now: Date,
): Promise<Results> => {
  const { _id, network, instrument, mode } = survey;
  const versions = await findVersions(db, network, instrument, versionsOf(survey));
  const smallestGroup = config.SKEIN_SMALLEST_GROUP;
  const { tallies, ...facts } = await shownOf(db, survey, now);
  const readable = mayShowSingle(survey, facts)
    ? readableTexts(survey, versions, tallies, smallestGroup)
    : [];
  const texts = await Promise.all(
    readable.map(async (key) => [key, await textsOf(db, network, _id, key, mode)] as const),
  );
  return resultsOf(survey, versions, tallies, new Map(texts), smallestGroup, facts);
};

export const resultRoutes = (context: ServiceContext<SurveyConfig>): Implementation[] => [
  read(responsesContract.routes.readResults, async ({ network, params, now, deny }) => {
    const survey = await findSurvey(context.db, network, params.id);
    const denied = deny('survey.results', { community: survey?.community });
    if (denied) return denied;
    if (!survey) return missing('survey', params.id);
    return readResultsOf(context, survey, now);
  }),
];
