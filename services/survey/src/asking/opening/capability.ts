import type { Capability } from '@skein/service-kit';
import type { SurveyConfig } from '../../config.ts';
import { startPreparing } from './rounds.ts';
import { openingRoutes } from './routes.ts';

/** Opens surveys: at once, or when a large audience is written down. */
export const opening: Capability<SurveyConfig> = {
  name: 'opening',
  routes: openingRoutes,
  loops: (context) => [startPreparing(context)],
};
