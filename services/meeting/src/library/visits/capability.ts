import type { Capability } from '@skein/service-kit';
import { visitRoutes } from './routes.ts';
import { visitsCollection } from './store.ts';

/** Who looked at the library when, by which each finds what is new. */
export const visits: Capability = { name: 'visits', collections: [visitsCollection], routes: visitRoutes };
