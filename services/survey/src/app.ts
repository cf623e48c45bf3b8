import { defineService } from '@skein/service-kit';
import * as capabilities from './capabilities.ts';
import { SurveyConfig } from './config.ts';

/** Survey: instruments, surveys, whom they ask, and what came of them. Responses come by the intake and the worker. */
export const survey = defineService({
  name: 'survey',
  config: SurveyConfig,
  capabilities: Object.values(capabilities),
});
