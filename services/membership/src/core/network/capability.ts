import type { Capability } from '@skein/service-kit';
import { networkRoutes } from './routes.ts';
import { networksCollection } from './store.ts';

/** The network itself: its name, colour, languages, contact, privacy notice and imprint. */
export const network: Capability = {
  name: 'network',
  collections: [networksCollection],
  routes: networkRoutes,
};
