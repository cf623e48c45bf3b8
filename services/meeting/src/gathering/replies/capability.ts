import type { Capability } from '@skein/service-kit';
import { replyQuestions } from './questions.ts';
import { replyRoutes } from './routes.ts';
import { outsideAnswersCollection } from './store.ts';

/** What calendar programs answer to invitations: for those who were invited, and for others, whom hosts decide on. */
export const replies: Capability = {
  name: 'replies',
  collections: [outsideAnswersCollection],
  routes: replyRoutes,
  questions: replyQuestions,
};
