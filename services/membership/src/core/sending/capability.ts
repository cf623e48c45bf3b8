import type { Capability } from '@skein/service-kit';
import { sendingQuestions } from './questions.ts';
import { sendingRoutes } from './routes.ts';
import type { SendingSettings } from './settings.ts';
import { sendingRequestsCollection } from './store.ts';

/** How many letters one person may have sent, over all kinds and services, and what hosts grant beyond. */
export const sending: Capability<SendingSettings> = {
  name: 'sending',
  collections: [sendingRequestsCollection],
  routes: sendingRoutes,
  questions: sendingQuestions,
};
