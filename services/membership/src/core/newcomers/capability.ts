import type { Capability } from '@skein/service-kit';
import { newcomerRoutes } from './routes.ts';

/** Who comes into the network, many at once. */
export const newcomers: Capability = { name: 'newcomers', routes: newcomerRoutes };
