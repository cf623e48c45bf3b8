import type { Capability } from '@skein/service-kit';
import { pastRoutes } from './routes.ts';
import { pastCollection } from './store.ts';

/** Earlier meetings, taken in by their notes. */
export const past: Capability = { name: 'past', collections: [pastCollection], routes: pastRoutes };
