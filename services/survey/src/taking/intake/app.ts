import { defineService, ServiceConfig } from '@skein/service-kit';
import { openSurveysOf } from './open-surveys.ts';
import { intakeRoutes } from './routes.ts';

/** The survey service's intake: takes responses, any number of replicas, and touches no database in doing so. */
export const surveyIntake = defineService({
  name: 'survey',
  process: 'intake',
  config: ServiceConfig,
  capabilities: [
    {
      name: 'intake',
      routes: intakeRoutes,
      loops: async (context) => [await openSurveysOf(context).follow()],
    },
  ],
});
