import type { Capability } from '@skein/service-kit';
import { briefingRoutes } from './routes.ts';
import { briefingAnswersCollection, briefingsCollection } from './store.ts';

/** Questions that a host asks delegates before a meeting, and what they answer. */
export const briefings: Capability = {
  name: 'briefings',
  collections: [briefingsCollection, briefingAnswersCollection],
  routes: briefingRoutes,
};
