import type { Capability } from '@skein/service-kit';
import type { SurveyConfig } from '../../config.ts';
import { assessmentRoutes } from './routes.ts';
import { assessmentsCollection } from './store.ts';

/** Where a group agreed that it stands, beside what its surveys say. */
export const maturity: Capability<SurveyConfig> = {
  name: 'maturity',
  collections: [assessmentsCollection],
  routes: assessmentRoutes,
};
