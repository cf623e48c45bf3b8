import type { Capability } from '@skein/service-kit';
import { addressRoutes } from './routes.ts';
import { addressChangesCollection } from './store.ts';

/** Another address for somebody, which they confirm. */
export const addresses: Capability = {
  name: 'addresses',
  collections: [addressChangesCollection],
  routes: addressRoutes,
};
