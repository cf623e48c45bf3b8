import type { Capability } from '@skein/service-kit';
import { decisionRoutes } from './routes.ts';
import { decisionsCollection } from './store.ts';

/** What a community decided, and when it looks at it again. */
export const decisions: Capability = {
  name: 'decisions',
  collections: [decisionsCollection],
  routes: decisionRoutes,
};
