import { defineService, ServiceConfig } from '@skein/service-kit';
import * as capabilities from './worker-capabilities.ts';

/** The survey service's worker: stores and counts what the intake accepted, any number of replicas. */
export const surveyWorker = defineService({
  name: 'survey',
  process: 'worker',
  config: ServiceConfig,
  capabilities: Object.values(capabilities),
});
