import type { Capability } from '@skein/service-kit';
import type { SurveyConfig } from '../../config.ts';
import { readerQuestions } from './questions.ts';
import { publicationRoutes } from './routes.ts';
import { publicationsCollection } from './store.ts';

/** Results as they are published, to those whom they are for. */
export const publishing: Capability<SurveyConfig> = {
  name: 'publishing',
  collections: [publicationsCollection],
  routes: publicationRoutes,
  questions: readerQuestions,
};
