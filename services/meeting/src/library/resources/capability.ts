import type { Capability } from '@skein/service-kit';
import { resourceRoutes } from './routes.ts';
import { resourcesCollection } from './store.ts';

/** The library: links and texts that communities and the network keep. */
export const resources: Capability = {
  name: 'resources',
  collections: [resourcesCollection],
  routes: resourceRoutes,
};
