import type { Capability } from '@skein/service-kit';
import { meetingsReadModel } from './consume.ts';
import { stateOfPlayRoutes } from './routes.ts';
import { meetingsCollections } from './store.ts';

/** Where each community stands: who leads it, when it meets, what it has to do. */
export const stateOfPlay: Capability = {
  name: 'state-of-play',
  collections: meetingsCollections,
  routes: stateOfPlayRoutes,
  readModels: () => [meetingsReadModel],
};
