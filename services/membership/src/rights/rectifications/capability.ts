import type { Capability } from '@skein/service-kit';
import { rectificationQuestions } from './questions.ts';
import { rectificationRoutes } from './routes.ts';
import { rectificationRequestsCollection } from './store.ts';

/** What people want put right of what is held about them. */
export const rectifications: Capability = {
  name: 'rectifications',
  collections: [rectificationRequestsCollection],
  routes: rectificationRoutes,
  questions: rectificationQuestions,
};
