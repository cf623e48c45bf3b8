import type { Capability } from '@skein/service-kit';
import type { SurveyConfig } from '../../config.ts';
import { crossTabRoutes } from './routes.ts';

/** Two questions of a survey at once, and one instrument's surveys side by side. */
export const crossTabs: Capability<SurveyConfig> = { name: 'cross-tabs', routes: crossTabRoutes };
