import { belonging, directory } from '@skein/known';
import { defineService } from '@skein/service-kit';
import { awaitedLetters } from './awaited/answer.ts';
import { campaignConsumer } from './campaigns/consume.ts';
import { campaignWriter } from './campaigns/letter.ts';
import { NotificationConfig } from './config.ts';
import { deadLetterRoutes } from './dead-letters/routes.ts';
import { letterCollections } from './delivery/letter-row.ts';
import { startDelivery } from './delivery/worker.ts';
import { digestWriter } from './digest/letter.ts';
import { startDigestProgress } from './digest/progress.ts';
import { digestRoutes } from './digest/routes.ts';
import { digestCollections } from './digest/store.ts';
import { introductionConsumer } from './introductions/consume.ts';
import { introductionWriter } from './introductions/letter.ts';
import { invitationConsumer } from './invitations/consume.ts';
import { proposalConsumer } from './proposals/consume.ts';
import { proposalWriter } from './proposals/letter.ts';
import { prospectConsumer } from './prospects/consume.ts';
import { prospectWriter } from './prospects/letter.ts';
import { rectificationConsumer } from './rectifications/consume.ts';
import { rectificationWriter } from './rectifications/letter.ts';
import { resultConsumer } from './results/consume.ts';
import { resultWriter } from './results/letter.ts';
import { surveyLetterConsumer } from './survey-letters/consume.ts';
import { abroadWriter, memberWriter } from './survey-letters/letter.ts';
import { voteConsumer } from './votes/consume.ts';
import { voteWriter } from './votes/letter.ts';
import { welcomeConsumer } from './welcome/consume.ts';
import { welcomeWriter } from './welcome/letter.ts';

/** Notification: the digest, and every letter that the network writes to its members. */
export const notification = defineService({
  name: 'notification',
  config: NotificationConfig,
  capabilities: [
    directory,
    belonging,
    {
      name: 'rest',
      collections: [...letterCollections, ...digestCollections],
      routes: (context) => [...digestRoutes(context), ...deadLetterRoutes(context)],
      consumers: (context) => [
        welcomeConsumer(context),
        invitationConsumer(context),
        surveyLetterConsumer(context),
        voteConsumer(context),
        campaignConsumer(context),
        prospectConsumer(context),
        introductionConsumer(context),
        proposalConsumer(context),
        rectificationConsumer(context),
        resultConsumer(context),
      ],
      answers: awaitedLetters,
      loops: async (context) => {
        const delivery = startDelivery(context, {
          digest: digestWriter(context),
          welcome: welcomeWriter(context),
          invitation: memberWriter(context),
          'invitation-abroad': abroadWriter(context),
          reminder: memberWriter(context),
          'reminder-abroad': abroadWriter(context),
          vote: voteWriter(context),
          campaign: campaignWriter(context),
          prospects: prospectWriter(context),
          introduction: introductionWriter(context),
          proposal: proposalWriter(context),
          rectification: rectificationWriter(context),
          results: resultWriter(context),
        });
        return [delivery, startDigestProgress(context, delivery.wake)];
      },
    },
  ],
});
