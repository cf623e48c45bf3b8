import type { Capability } from '@skein/service-kit';
import type { MembershipConfig } from '../../config.ts';
import { sendingQuestions } from './questions.ts';
import { sendingRoutes } from './routes.ts';
import { sendingRequestsCollection } from './store.ts';

/** How many letters one person may have sent, over all kinds and services, and what hosts grant beyond. */
export const sending: Capability<MembershipConfig> = {
  name: 'sending',
  collections: [sendingRequestsCollection],
  routes: sendingRoutes,
  questions: sendingQuestions,
};
