import { responseRoutes as contract } from '@skein/contracts';
import { type Implementation, missing, read, type ServiceContext } from '@skein/service-kit';
import type { SurveyConfig } from '../config.ts';
import { findVersion } from '../instruments/store.ts';
import { findSurvey } from '../surveys/store.ts';
import { readableTexts, resultsOf, sumUp } from './decide.ts';
import { talliesOf, textsOf } from './store.ts';

export const resultRoutes = ({ db, config }: ServiceContext<SurveyConfig>): Implementation[] => [
  read(contract.readResults, async ({ network, params, deny }) => {
    const survey = await findSurvey(db, network, params.id);
    const denied = deny('survey.results', { community: survey?.community });
    if (denied) return denied;
    const version = survey && (await findVersion(db, network, survey.instrument, survey.instrumentVersion));
    if (!version) return missing('survey', params.id);
    const smallestGroup = config.SKEIN_SMALLEST_GROUP;
    const tallies = sumUp(await talliesOf(db, network, survey._id));
    const readable = readableTexts(survey, version, tallies, smallestGroup);
    const texts = await Promise.all(
      readable.map(async (key) => [key, await textsOf(db, network, survey._id, key)] as const),
    );
    return resultsOf(survey, version, tallies, new Map(texts), smallestGroup);
  }),
];
