import { directoryOutboxCollection, startDirectoryWriter } from '@skein/known';
import { defineService } from '@skein/service-kit';
import { addressRoutes } from './access/addresses/routes.ts';
import { addressCollections } from './access/addresses/store.ts';
import { auditRoutes } from './access/audit/routes.ts';
import { passkeyRoutes } from './access/passkeys/routes.ts';
import { passkeyCollections } from './access/passkeys/store.ts';
import { sessionRoutes } from './access/sessions/routes.ts';
import { sessionCollections } from './access/sessions/store.ts';
import { MembershipConfig } from './config.ts';
import { audienceAnswers } from './core/audiences/answers.ts';
import { memberRoutes } from './core/communities/members.ts';
import { communityRoutes } from './core/communities/routes.ts';
import { communityCollections } from './core/communities/store.ts';
import { consentRoutes } from './core/consent/routes.ts';
import { consentCollections } from './core/consent/store.ts';
import { consentTextCollections, seedTexts } from './core/consent/texts.ts';
import { refreshDirectory } from './core/directory/refresh.ts';
import { exportRoutes } from './core/exports/routes.ts';
import { organisationRoutes } from './core/organisations/routes.ts';
import { organisationCollections } from './core/organisations/store.ts';
import { peopleRoutes } from './core/people/routes.ts';
import { directoryEntries, peopleCollections } from './core/people/store.ts';
import { photoRoutes } from './core/photos/routes.ts';
import { photoCollections } from './core/photos/store.ts';
import { preferenceRoutes } from './core/preferences/routes.ts';
import { roleRoutes } from './core/roles/routes.ts';
import { roleCollections } from './core/roles/store.ts';
import { meetingsCollections, meetingsReadModel } from './core/state-of-play/consume.ts';
import { stateOfPlayRoutes } from './core/state-of-play/routes.ts';
import { digestAnswers } from './digest-section.ts';
import { startImportLoop } from './joining/imports/loop.ts';
import { importRoutes } from './joining/imports/routes.ts';
import { importCollections } from './joining/imports/store.ts';
import { invitationLinkRoutes } from './joining/invitations/links.ts';
import { startInvitations } from './joining/invitations/passes.ts';
import { invitationRoutes } from './joining/invitations/routes.ts';
import { invitationCollections } from './joining/invitations/store.ts';
import { joiningRoutes } from './joining/joining/routes.ts';
import { joiningCollections } from './joining/joining/store.ts';
import { proposalAnswers } from './joining/proposals/answers.ts';
import { proposalRoutes } from './joining/proposals/routes.ts';
import { proposalCollections } from './joining/proposals/store.ts';
import { prospectAnswers } from './joining/prospects/answers.ts';
import { startProspects } from './joining/prospects/passes.ts';
import { prospectRoutes } from './joining/prospects/routes.ts';
import { prospectCollections } from './joining/prospects/store.ts';
import { campaignAnswers } from './rights/campaigns/answers.ts';
import { startCampaigns } from './rights/campaigns/passes.ts';
import { campaignRoutes } from './rights/campaigns/routes.ts';
import { campaignCollections } from './rights/campaigns/store.ts';
import { duplicateRoutes } from './rights/duplicates/routes.ts';
import { duplicateCollections } from './rights/duplicates/store.ts';
import { startErasures } from './rights/erasure-requests/carry-out.ts';
import { receiptConsumers } from './rights/erasure-requests/consume.ts';
import { deadLettersOf } from './rights/erasure-requests/dead-letters.ts';
import { erasureRoutes } from './rights/erasure-requests/routes.ts';
import { erasureCollections } from './rights/erasure-requests/store.ts';
import { rectificationAnswers } from './rights/rectifications/answers.ts';
import { rectificationRoutes } from './rights/rectifications/routes.ts';
import { rectificationCollections } from './rights/rectifications/store.ts';
import { personRightsRoutes } from './rights/rights-of-a-person/routes.ts';
import { jointMeetings } from './weaving/bridging/consume.ts';
import { bridgingRoutes } from './weaving/bridging/routes.ts';
import { jointMeetingCollections } from './weaving/bridging/store.ts';
import { introductionAnswers } from './weaving/introductions/answers.ts';
import { linkedIntroductionRoutes } from './weaving/introductions/linked.ts';
import { startIntroductions } from './weaving/introductions/passes.ts';
import { introductionRoutes } from './weaving/introductions/routes.ts';
import { introductionCollections } from './weaving/introductions/store.ts';

/** Membership: people, communities, joining, consent, and who is signed in. */
export const membership = defineService({
  name: 'membership',
  config: MembershipConfig,
  capabilities: [
    {
      name: 'rest',
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
      loops: async (context) => {
        const { db, config } = context;
        await seedTexts(db, config.SKEIN_NETWORK);
        await refreshDirectory(context);
        return [
          startDirectoryWriter(context, (network, people) => directoryEntries(db, network, people)),
          startCampaigns(context),
          startInvitations(context),
          startProspects(context),
          startImportLoop(context),
          startIntroductions(context),
          startErasures(context),
        ];
      },
    },
  ],
});
