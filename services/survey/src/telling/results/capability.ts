import type { Capability } from '@skein/service-kit';
import type { SurveyConfig } from '../../config.ts';
import { resultRoutes } from './routes.ts';

/** What came of surveys, question by question. */
export const results: Capability<SurveyConfig> = { name: 'results', routes: resultRoutes };
