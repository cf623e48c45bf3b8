import type { Capability } from '@skein/service-kit';
import { seriesRoutes } from './routes.ts';
import { seriesCollection } from './store.ts';

/** The rhythm of a community’s meetings, and the agenda that they take over. */
export const series: Capability = {
  name: 'series',
  collections: [seriesCollection],
  routes: seriesRoutes,
};
