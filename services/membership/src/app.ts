import { directoryOutboxCollection, startDirectoryWriter } from '@skein/known';
import { defineService } from '@skein/service-kit';
import { auditRoutes } from './access/audit/routes.ts';
import { passkeyRoutes } from './access/passkeys/routes.ts';
import { passkeyCollections } from './access/passkeys/store.ts';
import { sessionCollections } from './access/sessions/store.ts';
import { sessionRoutes } from './access/signing-in/routes.ts';
import { MembershipConfig } from './config.ts';
import { audienceAnswers } from './core/audiences/questions.ts';
import { digestAnswers } from './core/communities/questions.ts';
import { communityRoutes } from './core/communities/routes.ts';
import { communityCollections } from './core/communities/store.ts';
import { consentRoutes } from './core/consent/routes.ts';
import { consentCollections } from './core/consent/store.ts';
import { consentTextCollections, seedTexts } from './core/consent/text-store.ts';
import { refreshDirectory } from './core/directory/refresh.ts';
import { erasureCollections } from './core/erasure-list/store.ts';
import { exportRoutes } from './core/exports/routes.ts';
import { memberRoutes } from './core/members/routes.ts';
import { organisationRoutes } from './core/organisations/routes.ts';
import { organisationCollections } from './core/organisations/store.ts';
import { directoryEntries, peopleCollections } from './core/people/store.ts';
import { photoRoutes } from './core/photos/routes.ts';
import { photoCollections } from './core/photos/store.ts';
import { peopleRoutes } from './core/profiles/routes.ts';
import { roleRoutes } from './core/roles/routes.ts';
import { roleCollections } from './core/roles/store.ts';
import { meetingsCollections, meetingsReadModel } from './core/state-of-play/consume.ts';
import { stateOfPlayRoutes } from './core/state-of-play/routes.ts';
import { startImportLoop } from './joining/imports/rounds.ts';
import { importRoutes } from './joining/imports/routes.ts';
import { importCollections } from './joining/imports/store.ts';
import { invitationLinkRoutes } from './joining/invitations/links.ts';
import { startInvitations } from './joining/invitations/rounds.ts';
import { invitationRoutes } from './joining/invitations/routes.ts';
import { invitationCollections } from './joining/invitations/store.ts';
import { joiningRoutes } from './joining/join-requests/routes.ts';
import { joiningCollections } from './joining/join-requests/store.ts';
import { proposalAnswers } from './joining/proposals/questions.ts';
import { proposalRoutes } from './joining/proposals/routes.ts';
import { proposalCollections } from './joining/proposals/store.ts';
import { prospectAnswers } from './joining/prospects/questions.ts';
import { startProspects } from './joining/prospects/rounds.ts';
import { prospectRoutes } from './joining/prospects/routes.ts';
import { prospectCollections } from './joining/prospects/store.ts';
import { addressRoutes } from './rights/addresses/routes.ts';
import { addressCollections } from './rights/addresses/store.ts';
import { campaignAnswers } from './rights/campaigns/questions.ts';
import { startCampaigns } from './rights/campaigns/rounds.ts';
import { campaignRoutes } from './rights/campaigns/routes.ts';
import { campaignCollections } from './rights/campaigns/store.ts';
import { duplicateRoutes } from './rights/duplicates/routes.ts';
import { duplicateCollections } from './rights/duplicates/store.ts';
import { receiptConsumers } from './rights/erasure-requests/consume.ts';
import { deadLettersOf } from './rights/erasure-requests/dead-letters.ts';
import { startErasures } from './rights/erasure-requests/rounds.ts';
import { erasureRoutes } from './rights/erasure-requests/routes.ts';
import { preferenceRoutes } from './rights/preferences/routes.ts';
import { rectificationAnswers } from './rights/rectifications/questions.ts';
import { rectificationRoutes } from './rights/rectifications/routes.ts';
import { rectificationCollections } from './rights/rectifications/store.ts';
import { personRightsRoutes } from './rights/rights-of-a-person/routes.ts';
import { jointMeetings } from './weaving/bridging/consume.ts';
import { bridgingRoutes } from './weaving/bridging/routes.ts';
import { jointMeetingCollections } from './weaving/bridging/store.ts';
import { linkedIntroductionRoutes } from './weaving/introductions/linked.ts';
import { introductionAnswers } from './weaving/introductions/questions.ts';
import { startIntroductions } from './weaving/introductions/rounds.ts';
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
