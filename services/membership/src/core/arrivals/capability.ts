import type { Capability } from '@skein/service-kit';
import { arrivalRoutes } from './routes.ts';

/** Who came into one's communities lately. */
export const arrivals: Capability = { name: 'arrivals', routes: arrivalRoutes };
