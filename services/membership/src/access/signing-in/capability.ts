import type { Capability } from '@skein/service-kit';
import type { MembershipConfig } from '../../config.ts';
import { askingRoutes } from './asking-routes.ts';
import { sessionRoutes } from './routes.ts';

/** How somebody signs in by mail, stays signed in, and signs out. */
export const signingIn: Capability<MembershipConfig> = {
  name: 'signing-in',
  routes: (context) => [...askingRoutes(context), ...sessionRoutes(context)],
};
