import { belonging } from '@skein/known';
import { defineService } from '@skein/service-kit';
import { MeetingConfig } from './config.ts';
import { digestAnswers } from './digest-section.ts';
import { learningCaseRoutes } from './learning-cases/routes.ts';
import { learningCaseCollections } from './learning-cases/store.ts';
import { meetingRoutes } from './meetings/routes.ts';
import { meetingCollections } from './meetings/store.ts';
import { seriesRoutes } from './series/routes.ts';
import { seriesCollections } from './series/store.ts';
import { openStepsAnswers } from './workstreams/answers.ts';
import { workstreamRoutes } from './workstreams/routes.ts';
import { workstreamCollections } from './workstreams/store.ts';

/** Meeting: series and their meetings, the work that comes out of them, and the learning cases brought to them. */
export const meeting = defineService({
  name: 'meeting',
  config: MeetingConfig,
  capabilities: [
    belonging,
    {
      name: 'rest',
      collections: [
        ...seriesCollections,
        ...meetingCollections,
        ...workstreamCollections,
        ...learningCaseCollections,
      ],
      routes: (context) => [
        ...seriesRoutes(context),
        ...meetingRoutes(context),
        ...workstreamRoutes(context),
        ...learningCaseRoutes(context),
      ],
      answers: (context) => [...digestAnswers(context), ...openStepsAnswers(context)],
    },
  ],
});
