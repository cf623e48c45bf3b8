import type { Capability } from '@skein/service-kit';
import { learningCaseRoutes } from './routes.ts';
import { learningCasesCollection } from './store.ts';

/** Learning cases, from the meeting that they are brought to until the feedback at a later one. */
export const learningCases: Capability = {
  name: 'learning-cases',
  collections: [learningCasesCollection],
  routes: learningCaseRoutes,
};
