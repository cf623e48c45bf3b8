import { belonging, belongingCollections, defineService } from '@skein/service-kit';
import { issuingOf } from './ballots/issuing.ts';
import { ballotRoutes } from './ballots/routes.ts';
import { surveyKeysCollection } from './ballots/store.ts';
import { checkOut } from './check-out/consume.ts';
import { SurveyConfig } from './config.ts';
import { digestAnswers } from './digest-section.ts';
import { exchangeRoutes } from './exchange/routes.ts';
import { instrumentRoutes } from './instruments/routes.ts';
import { instrumentCollections } from './instruments/store.ts';
import { versionRoutes } from './instruments/version-routes.ts';
import { linkAnswers } from './invitations/answers.ts';
import { invitationCollections } from './invitations/store.ts';
import { libraryRoutes } from './library/routes.ts';
import { responseCollections } from './responses/store.ts';
import { resultRoutes } from './results/routes.ts';
import { announcementCollection, startAnnouncing } from './surveys/announce.ts';
import { startClosing } from './surveys/closing.ts';
import { surveyRoutes } from './surveys/routes.ts';
import { surveyCollections } from './surveys/store.ts';

/** Survey: instruments, surveys, whom they ask, and what came of them. Responses come by the intake and the worker. */
export const survey = defineService({
  name: 'survey',
  config: SurveyConfig,
  collections: [
    ...instrumentCollections,
    ...surveyCollections,
    ...invitationCollections,
    ...responseCollections,
    ...belongingCollections,
    announcementCollection,
    surveyKeysCollection,
  ],
  routes: (context) => [
    ...instrumentRoutes(context),
    ...versionRoutes(context),
    ...libraryRoutes(context),
    ...exchangeRoutes(context),
    ...surveyRoutes(context),
    ...ballotRoutes(context),
    ...resultRoutes(context),
  ],
  readModels: () => [belonging('survey')],
  consumers: ({ log }) => [checkOut(log)],
  answers: (context) => [...digestAnswers(context), ...linkAnswers(context)],
  background: async (context) => [startAnnouncing(context), startClosing(context), issuingOf(context)],
});
