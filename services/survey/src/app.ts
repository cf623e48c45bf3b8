import { belonging, belongingCollections, defineService } from '@skein/service-kit';
import { answeringPages } from './answering/pages.ts';
import { startErasingAddresses, startPreparing } from './audiences/passes.ts';
import { audienceCollections } from './audiences/store.ts';
import { issuingOf } from './ballots/issuing.ts';
import { ballotRoutes } from './ballots/routes.ts';
import { surveyKeysCollection } from './ballots/store.ts';
import { checkOut } from './check-out/consume.ts';
import { SurveyConfig } from './config.ts';
import { crossTabRoutes } from './cross-tabs/routes.ts';
import { digestAnswers } from './digest-section.ts';
import { exchangeRoutes } from './exchange/routes.ts';
import { exportRoutes } from './exports/routes.ts';
import { instrumentRoutes } from './instruments/routes.ts';
import { instrumentCollections } from './instruments/store.ts';
import { versionRoutes } from './instruments/version-routes.ts';
import { openSurveysOf } from './intake/open-surveys.ts';
import { letterAnswers } from './invitations/answers.ts';
import { invitationCollections } from './invitations/store.ts';
import { libraryRoutes } from './library/routes.ts';
import { assessmentRoutes } from './maturity/routes.ts';
import { assessmentCollections } from './maturity/store.ts';
import { startCounting } from './passes/count.ts';
import { passCollections } from './passes/store.ts';
import { readerAnswers } from './publishing/readers/answers.ts';
import { startTelling } from './publishing/readers/passes.ts';
import { resultLetterCollections } from './publishing/readers/store.ts';
import { publicationRoutes } from './publishing/routes.ts';
import { publicationCollections } from './publishing/store.ts';
import { startRounds } from './reminders/passes.ts';
import { reminderRoutes } from './reminders/routes.ts';
import { roundCollection } from './reminders/store.ts';
import { deadResponsesOf } from './responses/dead-letters.ts';
import { responseCollections } from './responses/store.ts';
import { resultRoutes } from './results/routes.ts';
import { startSettling, startStepping } from './standing/passes.ts';
import { standingCollections } from './standing/store.ts';
import { announcementCollection, startAnnouncing } from './surveys/announce.ts';
import { startClosing } from './surveys/closing.ts';
import { surveyRoutes } from './surveys/routes.ts';
import { surveyCollections } from './surveys/store.ts';
import { textRoutes } from './texts/routes.ts';
import { textCollections } from './texts/store.ts';
import { themeRoutes } from './texts/theme-routes.ts';
import { voteLinkAnswers } from './votes/ballots/links.ts';
import { votingCollections, votingRoutes } from './votes/index.ts';
import { startVoting } from './votes/rounds/passes.ts';

/** Survey: instruments, surveys, whom they ask, and what came of them. Responses come by the intake and the worker. */
export const survey = defineService({
  name: 'survey',
  config: SurveyConfig,
  collections: [
    ...instrumentCollections,
    ...surveyCollections,
    ...audienceCollections,
    ...invitationCollections,
    roundCollection,
    // Before the responses that they were read out of, by which they are found.
    ...textCollections,
    ...responseCollections,
    ...standingCollections,
    ...passCollections,
    ...assessmentCollections,
    ...publicationCollections,
    ...resultLetterCollections,
    ...belongingCollections,
    announcementCollection,
    ...votingCollections,
    surveyKeysCollection,
  ],
  routes: (context) => [
    ...instrumentRoutes(context),
    ...versionRoutes(context),
    ...libraryRoutes(context),
    ...exchangeRoutes(context),
    ...surveyRoutes(context),
    ...reminderRoutes(context),
    ...ballotRoutes(context),
    ...resultRoutes(context),
    ...votingRoutes(context),
    ...crossTabRoutes(context),
    ...exportRoutes(context),
    ...assessmentRoutes(context),
    ...textRoutes(context),
    ...themeRoutes(context),
    ...publicationRoutes(context),
  ],
  pages: answeringPages,
  readModels: () => [belonging('survey')],
  consumers: ({ log }) => [checkOut(log)],
  answers: (context) => [
    ...digestAnswers(context),
    ...letterAnswers(context),
    ...voteLinkAnswers(context),
    ...readerAnswers(context),
  ],
  elsewhere: (context) => [deadResponsesOf(context)],
  background: async (context) => [
    startAnnouncing(context),
    startPreparing(context),
    startRounds(context),
    startErasingAddresses(context),
    startClosing(context),
    startVoting(context),
    startStepping(context),
    startSettling(context),
    startTelling(context),
    startCounting(context),
    issuingOf(context),
    // What is posted without scripts is taken here, by the intake's own program.
    await openSurveysOf(context).follow(),
  ],
});
