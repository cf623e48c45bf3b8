import { defineService, ServiceConfig } from '@skein/service-kit';
import { startApplyingEarly } from '../changes/apply.ts';
import { earlyChangesCollection } from '../changes/store.ts';
import { responses } from '../responses/consume.ts';
import { startPurging } from '../responses/purge.ts';
import { responseCollections } from '../responses/store.ts';

/** The survey service's worker: stores and counts what the intake accepted, any number of replicas. */
export const surveyWorker = defineService({
  name: 'survey',
  process: 'worker',
  config: ServiceConfig,
  capabilities: [
    {
      name: 'worker',
      collections: [...responseCollections, earlyChangesCollection],
      consumers: () => [responses()],
      loops: (context) => [startPurging(context), startApplyingEarly(context)],
    },
  ],
});
