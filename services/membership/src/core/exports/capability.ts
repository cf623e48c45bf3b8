import type { Capability } from '@skein/service-kit';
import { exportRoutes } from './routes.ts';

/** Tables of who is in the network, for those who may take them away. */
export const exports: Capability = { name: 'exports', routes: exportRoutes };
