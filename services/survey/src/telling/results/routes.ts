import { responsesContract } from '@skein/contracts';
import { type Implementation, missing, read, type ServiceContext } from '@skein/service-kit';
import { findSurvey } from '../../asking/surveys/store.ts';
import type { SurveyConfig } from '../../config.ts';
import { readResultsOf } from './reading.ts';

export const resultRoutes = ({ config }: ServiceContext<SurveyConfig>): Implementation[] => [
  read(responsesContract.routes.readResults, async ({ reader, params, now, deny }) => {
    const survey = await findSurvey(reader, params.id);
    const denied = deny('survey.results', { community: survey?.community });
    if (denied) return denied;
    if (!survey) return missing('survey', params.id);
    return readResultsOf(reader, survey, config.SKEIN_SMALLEST_GROUP, now);
  }),
];
