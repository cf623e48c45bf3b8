import { defineService, ServiceConfig } from '@skein/service-kit';
import * as capabilities from './intake-capabilities.ts';

/** The survey service's intake: takes responses, any number of replicas, and touches no database in doing so. */
export const surveyIntake = defineService({
  name: 'survey',
  process: 'intake',
  config: ServiceConfig,
  capabilities: Object.values(capabilities),
});
