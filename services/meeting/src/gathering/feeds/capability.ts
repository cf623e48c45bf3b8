import type { Capability } from '@skein/service-kit';
import { feedRoutes } from './routes.ts';
import { feedsCollection } from './store.ts';

/** What calendar programs read: a person's meetings, a community's, and those for the whole network. */
export const feeds: Capability = {
  name: 'feeds',
  collections: [feedsCollection],
  routes: feedRoutes,
};
