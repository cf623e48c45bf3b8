import { defineService, directoryOutboxCollection, startDirectoryWriter } from '@skein/service-kit';
import { auditRoutes } from './audit/routes.ts';
import { communityRoutes } from './communities/routes.ts';
import { communityCollections } from './communities/store.ts';
import { MembershipConfig } from './config.ts';
import { consentRoutes } from './consent/routes.ts';
import { consentCollections } from './consent/store.ts';
import { digestAnswers } from './digest-section.ts';
import { joiningRoutes } from './joining/routes.ts';
import { joiningCollections } from './joining/store.ts';
import { passkeyRoutes } from './passkeys/routes.ts';
import { passkeyCollections } from './passkeys/store.ts';
import { peopleRoutes } from './people/routes.ts';
import { directoryEntries, peopleCollections } from './people/store.ts';
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
    ...sessionRoutes(context),
    ...auditRoutes(context),
    ...passkeyRoutes(context),
  ],
  answers: digestAnswers,
  background: async ({ db, nats, config, log }) => [
    startDirectoryWriter(db, nats, config.SKEIN_PREFIX, log, (network, people) =>
      directoryEntries(db, network, people),
    ),
  ],
});
