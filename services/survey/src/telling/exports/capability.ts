import type { Capability } from '@skein/service-kit';
import type { SurveyConfig } from '../../config.ts';
import { exportRoutes } from './routes.ts';

/** Single responses, as files and page by page. */
export const responseExports: Capability<SurveyConfig> = { name: 'exports', routes: exportRoutes };
