import type { Capability } from '@skein/service-kit';
import { organisationRoutes } from './routes.ts';
import { organisationsCollection } from './store.ts';

/** Where people work, as the network knows it. */
export const organisations: Capability = {
  name: 'organisations',
  collections: [organisationsCollection],
  routes: organisationRoutes,
};
