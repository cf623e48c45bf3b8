import type { Capability } from '@skein/service-kit';
import { reportRoutes } from './routes.ts';
import { reportCommentsCollection } from './store.ts';

/** What happened in the network in a quarter, for those who host and steer it. */
export const report: Capability = {
  name: 'report',
  collections: [reportCommentsCollection],
  routes: reportRoutes,
};
