import type { Capability } from '@skein/service-kit';
import { duplicateRoutes } from './routes.ts';
import { dismissedDuplicatesCollection } from './store.ts';

/** Who is in the network twice, and becomes one. */
export const duplicates: Capability = {
  name: 'duplicates',
  collections: [dismissedDuplicatesCollection],
  routes: duplicateRoutes,
};
