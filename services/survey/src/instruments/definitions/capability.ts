import type { Capability } from '@skein/service-kit';
import { instrumentRoutes } from './routes.ts';
import { instrumentCollections } from './store.ts';
import { versionRoutes } from './version-routes.ts';

/** Instruments: their drafts, and the versions that surveys ask. */
export const definitions: Capability = {
  name: 'definitions',
  collections: instrumentCollections,
  routes: () => [...instrumentRoutes(), ...versionRoutes()],
};
