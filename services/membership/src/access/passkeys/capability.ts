import type { Capability } from '@skein/service-kit';
import type { MembershipConfig } from '../../config.ts';
import { passkeyRoutes } from './routes.ts';
import { passkeyCollections } from './store.ts';

/** The second factor, and what a session may do with it. */
export const passkeys: Capability<MembershipConfig> = {
  name: 'passkeys',
  collections: passkeyCollections,
  routes: passkeyRoutes,
};
