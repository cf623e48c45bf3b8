import type { Capability } from '@skein/service-kit';
import { tensionQuestions } from './questions.ts';
import { tensionRoutes } from './routes.ts';
import { tensionsCollection } from './store.ts';

/** What members want dealt with, from being raised until it became something or is no longer one. */
export const tensions: Capability = {
  name: 'tensions',
  collections: [tensionsCollection],
  routes: tensionRoutes,
  questions: tensionQuestions,
};
