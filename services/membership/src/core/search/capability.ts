import type { Capability } from '@skein/service-kit';
import { searchRoutes } from './routes.ts';

/** One search of everything that the services have, each thing for those who may see it. */
export const search: Capability = { name: 'search', routes: searchRoutes };
