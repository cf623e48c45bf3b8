import type { Capability } from '@skein/service-kit';
import { joiningQuestions } from './questions.ts';
import { joiningRoutes } from './routes.ts';
import { joinRequestsCollection } from './store.ts';

/** Who asks to join a community, and what those who run it decide. */
export const joinRequests: Capability = {
  name: 'join-requests',
  collections: [joinRequestsCollection],
  routes: joiningRoutes,
  questions: joiningQuestions,
};
