import { defineService, directoryOutboxCollection, startDirectoryWriter } from '@skein/service-kit';
import { auditRoutes } from './audit/routes.ts';
import { campaignAnswers } from './campaigns/answers.ts';
import { startCampaigns } from './campaigns/passes.ts';
import { campaignRoutes } from './campaigns/routes.ts';
import { campaignCollections } from './campaigns/store.ts';
import { communityRoutes } from './communities/routes.ts';
import { communityCollections } from './communities/store.ts';
import { MembershipConfig } from './config.ts';
import { consentRoutes } from './consent/routes.ts';
import { consentCollections } from './consent/store.ts';
import { consentTextCollections, seedTexts } from './consent/texts.ts';
import { digestAnswers } from './digest-section.ts';
import { duplicateRoutes } from './duplicates/routes.ts';
import { duplicateCollections } from './duplicates/store.ts';
import { startErasures } from './erasure-requests/carry-out.ts';
import { receiptConsumers } from './erasure-requests/consume.ts';
import { deadLettersOf } from './erasure-requests/dead-letters.ts';
import { erasureRoutes } from './erasure-requests/routes.ts';
import { erasureCollections } from './erasure-requests/store.ts';
import { joiningRoutes } from './joining/routes.ts';
import { joiningCollections } from './joining/store.ts';
import { passkeyRoutes } from './passkeys/routes.ts';
import { passkeyCollections } from './passkeys/store.ts';
import { peopleRoutes } from './people/routes.ts';
import { directoryEntries, peopleCollections } from './people/store.ts';
import { preferenceRoutes } from './preferences/routes.ts';
import { personRightsRoutes } from './rights-of-a-person/routes.ts';
import { sessionRoutes } from './sessions/routes.ts';
import { sessionCollections } from './sessions/store.ts';

/** Membership: people, communities, joining, consent, and who is signed in. */
export const membership = defineService({
  name: 'membership',
  config: MembershipConfig,
  collections: [
    ...peopleCollections,
    ...communityCollections,
    ...consentCollections,
    ...consentTextCollections,
    ...campaignCollections,
    ...erasureCollections,
    ...duplicateCollections,
    ...joiningCollections,
    ...sessionCollections,
    ...passkeyCollections,
    directoryOutboxCollection,
  ],
  routes: (context) => [
    ...peopleRoutes(context),
    ...communityRoutes(context),
    ...joiningRoutes(context),
    ...consentRoutes(context),
    ...preferenceRoutes(context),
    ...erasureRoutes(context),
    ...personRightsRoutes(context),
    ...duplicateRoutes(context),
    ...campaignRoutes(context),
    ...sessionRoutes(context),
    ...auditRoutes(context),
    ...passkeyRoutes(context),
  ],
  answers: (context) => [...digestAnswers(context), ...campaignAnswers(context)],
  consumers: receiptConsumers,
  elsewhere: (context) => [deadLettersOf(context)],
  background: async (context) => {
    const { db, nats, config, log } = context;
    await seedTexts(db, config.SKEIN_NETWORK);
    return [
      startDirectoryWriter(db, nats, config.SKEIN_PREFIX, log, (network, people) =>
        directoryEntries(db, network, people),
      ),
      startCampaigns(context),
      startErasures(context),
    ];
  },
});
