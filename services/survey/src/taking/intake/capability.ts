import type { Capability } from '@skein/service-kit';
import { openSurveysOf } from './open-surveys.ts';
import { intakeRoutes } from './routes.ts';

/** Takes responses, and touches no database in doing so. */
export const intake: Capability = {
  name: 'intake',
  routes: intakeRoutes,
  loops: async (context) => [await openSurveysOf(context).follow()],
};
