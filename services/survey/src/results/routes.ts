import { responseRoutes as contract } from '@skein/contracts';
import { type Implementation, missing, read, type ServiceContext } from '@skein/service-kit';
import type { SurveyConfig } from '../config.ts';
import { findVersions } from '../instruments/store.ts';
import { findSurvey, versionsOf } from '../surveys/store.ts';
import { readableTexts, resultsOf, sumUp } from './decide.ts';
import { talliesOf, textsOf } from './store.ts';

export const resultRoutes = ({ db, config }: ServiceContext<SurveyConfig>): Implementation[] => [
  read(contract.readResults, async ({ network, params, deny }) => {
    const survey = await findSurvey(db, network, params.id);
    const denied = deny('survey.results', { community: survey?.community });
    if (denied) return denied;
    if (!survey) return missing('survey', params.id);
    const versions = await findVersions(db, network, survey.instrument, versionsOf(survey));
    const smallestGroup = config.SKEIN_SMALLEST_GROUP;
    const tallies = sumUp(await talliesOf(db, network, survey._id));
    const readable = readableTexts(survey, versions, tallies, smallestGroup);
    const texts = await Promise.all(
      readable.map(async (key) => [key, await textsOf(db, network, survey._id, key)] as const),
    );
    return resultsOf(survey, versions, tallies, new Map(texts), smallestGroup);
  }),
];
