import type { Capability } from '@skein/service-kit';
import { minutesFollow } from './consume.ts';
import { minutesRoutes } from './routes.ts';
import { minutesCollection } from './store.ts';

/** The minutes of meetings: from their record, amended by those who were there, approved by who runs the community. */
export const minutes: Capability = {
  name: 'minutes',
  collections: [minutesCollection],
  routes: minutesRoutes,
  consumers: () => [minutesFollow()],
};
