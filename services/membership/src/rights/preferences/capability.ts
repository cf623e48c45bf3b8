import type { Capability } from '@skein/service-kit';
import { preferenceRoutes } from './routes.ts';

/** What somebody chooses by the link in their letters, without signing in. */
export const preferences: Capability = { name: 'preferences', routes: preferenceRoutes };
