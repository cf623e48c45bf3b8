import type { Capability } from '@skein/service-kit';
import { printRoutes } from './routes.ts';

/** What a meeting has on paper: its agenda and its minutes as PDF. */
export const prints: Capability = {
  name: 'prints',
  collections: [],
  routes: printRoutes,
};
