import { defineService, directoryOutboxCollection, startDirectoryWriter } from '@skein/service-kit';
import { addressRoutes } from './addresses/routes.ts';
import { addressCollections } from './addresses/store.ts';
import { audienceAnswers } from './audiences/answers.ts';
import { auditRoutes } from './audit/routes.ts';
import { jointMeetings } from './bridging/consume.ts';
import { bridgingRoutes } from './bridging/routes.ts';
import { jointMeetingCollections } from './bridging/store.ts';
import { campaignAnswers } from './campaigns/answers.ts';
import { startCampaigns } from './campaigns/passes.ts';
import { campaignRoutes } from './campaigns/routes.ts';
import { campaignCollections } from './campaigns/store.ts';
import { memberRoutes } from './communities/members.ts';
import { communityRoutes } from './communities/routes.ts';
import { communityCollections } from './communities/store.ts';
import { MembershipConfig } from './config.ts';
import { consentRoutes } from './consent/routes.ts';
import { consentCollections } from './consent/store.ts';
import { consentTextCollections, seedTexts } from './consent/texts.ts';
import { digestAnswers } from './digest-section.ts';
import { refreshDirectory } from './directory/refresh.ts';
import { duplicateRoutes } from './duplicates/routes.ts';
import { duplicateCollections } from './duplicates/store.ts';
import { startErasures } from './erasure-requests/carry-out.ts';
import { receiptConsumers } from './erasure-requests/consume.ts';
import { deadLettersOf } from './erasure-requests/dead-letters.ts';
import { erasureRoutes } from './erasure-requests/routes.ts';
import { erasureCollections } from './erasure-requests/store.ts';
import { exportRoutes } from './exports/routes.ts';
import { startImportLoop } from './imports/loop.ts';
import { importRoutes } from './imports/routes.ts';
import { importCollections } from './imports/store.ts';
import { introductionAnswers } from './introductions/answers.ts';
import { linkedIntroductionRoutes } from './introductions/linked.ts';
import { startIntroductions } from './introductions/passes.ts';
import { introductionRoutes } from './introductions/routes.ts';
import { introductionCollections } from './introductions/store.ts';
import { invitationLinkRoutes } from './invitations/links.ts';
import { startInvitations } from './invitations/passes.ts';
import { invitationRoutes } from './invitations/routes.ts';
import { invitationCollections } from './invitations/store.ts';
import { joiningRoutes } from './joining/routes.ts';
import { joiningCollections } from './joining/store.ts';
import { organisationRoutes } from './organisations/routes.ts';
import { organisationCollections } from './organisations/store.ts';
import { passkeyRoutes } from './passkeys/routes.ts';
import { passkeyCollections } from './passkeys/store.ts';
import { peopleRoutes } from './people/routes.ts';
import { directoryEntries, peopleCollections } from './people/store.ts';
import { photoRoutes } from './photos/routes.ts';
import { photoCollections } from './photos/store.ts';
import { preferenceRoutes } from './preferences/routes.ts';
import { proposalAnswers } from './proposals/answers.ts';
import { proposalRoutes } from './proposals/routes.ts';
import { proposalCollections } from './proposals/store.ts';
import { prospectAnswers } from './prospects/answers.ts';
import { startProspects } from './prospects/passes.ts';
import { prospectRoutes } from './prospects/routes.ts';
import { prospectCollections } from './prospects/store.ts';
import { rectificationAnswers } from './rectifications/answers.ts';
import { rectificationRoutes } from './rectifications/routes.ts';
import { rectificationCollections } from './rectifications/store.ts';
import { personRightsRoutes } from './rights-of-a-person/routes.ts';
import { roleRoutes } from './roles/routes.ts';
import { roleCollections } from './roles/store.ts';
import { sessionRoutes } from './sessions/routes.ts';
import { sessionCollections } from './sessions/store.ts';
import { meetingsCollections, meetingsReadModel } from './state-of-play/consume.ts';
import { stateOfPlayRoutes } from './state-of-play/routes.ts';

/** Membership: people, communities, joining, consent, and who is signed in. */
export const membership = defineService({
  name: 'membership',
  config: MembershipConfig,
  collections: [
    ...peopleCollections,
    ...organisationCollections,
    ...photoCollections,
    ...communityCollections,
    ...roleCollections,
    ...consentCollections,
    ...consentTextCollections,
    ...campaignCollections,
    ...erasureCollections,
    ...invitationCollections,
    ...proposalCollections,
    ...meetingsCollections,
    ...duplicateCollections,
    ...addressCollections,
    ...rectificationCollections,
    ...joiningCollections,
    ...prospectCollections,
    ...jointMeetingCollections,
    ...introductionCollections,
    ...sessionCollections,
    ...passkeyCollections,
    ...importCollections,
    directoryOutboxCollection,
  ],
  routes: (context) => [
    ...peopleRoutes(context),
    ...organisationRoutes(context),
    ...photoRoutes(context),
    ...communityRoutes(context),
    ...memberRoutes(context),
    ...roleRoutes(context),
    ...invitationRoutes(context),
    ...invitationLinkRoutes(context),
    ...proposalRoutes(context),
    ...stateOfPlayRoutes(context),
    ...joiningRoutes(context),
    ...consentRoutes(context),
    ...preferenceRoutes(context),
    ...erasureRoutes(context),
    ...personRightsRoutes(context),
    ...duplicateRoutes(context),
    ...addressRoutes(context),
    ...rectificationRoutes(context),
    ...campaignRoutes(context),
    ...sessionRoutes(context),
    ...prospectRoutes(context),
    ...bridgingRoutes(context),
    ...introductionRoutes(context),
    ...linkedIntroductionRoutes(context),
    ...auditRoutes(context),
    ...passkeyRoutes(context),
    ...importRoutes(context),
    ...exportRoutes(context),
  ],
  readModels: () => [jointMeetings(), meetingsReadModel],
  answers: (context) => [
    ...digestAnswers(context),
    ...campaignAnswers(context),
    ...audienceAnswers(context),
    ...prospectAnswers(context),
    ...introductionAnswers(context),
    ...proposalAnswers(context),
    ...rectificationAnswers(context),
  ],
  consumers: receiptConsumers,
  elsewhere: (context) => [deadLettersOf(context)],
  background: async (context) => {
    const { db, nats, config, log } = context;
    await seedTexts(db, config.SKEIN_NETWORK);
    await refreshDirectory(context);
    return [
      startDirectoryWriter(db, nats, config.SKEIN_PREFIX, log, (network, people) =>
        directoryEntries(db, network, people),
      ),
      startCampaigns(context),
      startInvitations(context),
      startProspects(context),
      startImportLoop(context),
      startIntroductions(context),
      startErasures(context),
    ];
  },
});
