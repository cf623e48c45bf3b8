import type { Capability } from '@skein/service-kit';
import { roleRoutes } from './routes.ts';
import { roleCollections } from './store.ts';

/** What somebody answers for, in a community or in the network. */
export const roles: Capability = { name: 'roles', collections: roleCollections, routes: roleRoutes };
