import type { Capability } from '@skein/service-kit';
import { keepEachChange } from './migrate.ts';
import { startTellingOldAddresses } from './rounds.ts';
import { addressRoutes } from './routes.ts';
import { addressChangesCollection } from './store.ts';

/** Another address for somebody, which they confirm, and which the old one can have back. */
export const addresses: Capability = {
  name: 'addresses',
  collections: [addressChangesCollection],
  routes: addressRoutes,
  migrations: [keepEachChange],
  loops: (context) => [startTellingOldAddresses(context)],
};
