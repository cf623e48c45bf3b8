import { belonging } from '@skein/known';
import { defineService } from '@skein/service-kit';
import { startErasingAddresses, startPreparing } from './asking/audiences/passes.ts';
import { audienceCollections } from './asking/audiences/store.ts';
import { checkOut } from './asking/check-out/consume.ts';
import { letterAnswers } from './asking/invitations/answers.ts';
import { invitationCollections } from './asking/invitations/store.ts';
import { startRounds } from './asking/reminders/passes.ts';
import { reminderRoutes } from './asking/reminders/routes.ts';
import { roundCollection } from './asking/reminders/store.ts';
import { announcementCollection, startAnnouncing } from './asking/surveys/announce.ts';
import { startClosing } from './asking/surveys/closing.ts';
import { surveyRoutes } from './asking/surveys/routes.ts';
import { surveyCollections } from './asking/surveys/store.ts';
import { SurveyConfig } from './config.ts';
import { digestAnswers } from './digest-section.ts';
import { instrumentRoutes } from './instruments/definitions/routes.ts';
import { instrumentCollections } from './instruments/definitions/store.ts';
import { versionRoutes } from './instruments/definitions/version-routes.ts';
import { exchangeRoutes } from './instruments/exchange/routes.ts';
import { libraryRoutes } from './instruments/library/routes.ts';
import { answeringPages } from './taking/answering/pages.ts';
import { issuingOf } from './taking/ballots/issuing.ts';
import { ballotRoutes } from './taking/ballots/routes.ts';
import { surveyKeysCollection } from './taking/ballots/store.ts';
import { openSurveysOf } from './taking/intake/open-surveys.ts';
import { deadResponsesOf } from './taking/responses/dead-letters.ts';
import { responseCollections } from './taking/responses/store.ts';
import { crossTabRoutes } from './telling/cross-tabs/routes.ts';
import { exportRoutes } from './telling/exports/routes.ts';
import { assessmentRoutes } from './telling/maturity/routes.ts';
import { assessmentCollections } from './telling/maturity/store.ts';
import { startCounting } from './telling/passes/count.ts';
import { passCollections } from './telling/passes/store.ts';
import { readerAnswers } from './telling/publishing/readers/answers.ts';
import { startTelling } from './telling/publishing/readers/passes.ts';
import { resultLetterCollections } from './telling/publishing/readers/store.ts';
import { publicationRoutes } from './telling/publishing/routes.ts';
import { publicationCollections } from './telling/publishing/store.ts';
import { resultRoutes } from './telling/results/routes.ts';
import { startSettling, startStepping } from './telling/standing/passes.ts';
import { standingCollections } from './telling/standing/store.ts';
import { textRoutes } from './telling/texts/routes.ts';
import { textCollections } from './telling/texts/store.ts';
import { themeRoutes } from './telling/texts/theme-routes.ts';
import { voteLinkAnswers } from './voting/ballots/links.ts';
import { votingCollections, votingRoutes } from './voting/index.ts';
import { startVoting } from './voting/rounds/passes.ts';

/** Survey: instruments, surveys, whom they ask, and what came of them. Responses come by the intake and the worker. */
export const survey = defineService({
  name: 'survey',
  config: SurveyConfig,
  capabilities: [
    belonging,
    {
      name: 'rest',
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
      consumers: ({ log }) => [checkOut(log)],
      answers: (context) => [
        ...digestAnswers(context),
        ...letterAnswers(context),
        ...voteLinkAnswers(context),
        ...readerAnswers(context),
      ],
      elsewhere: (context) => [deadResponsesOf(context)],
      loops: async (context) => [
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
    },
  ],
});
