import type { Capability } from '@skein/service-kit';
import { libraryRoutes } from './routes.ts';

/** The built-in library of instruments, which a network adopts as its own. */
export const library: Capability = {
  name: 'library',
  routes: libraryRoutes,
};
