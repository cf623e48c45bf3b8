import type { Capability } from '@skein/service-kit';
import type { MembershipConfig } from '../../config.ts';
import { linkedIntroductionRoutes } from './link-routes.ts';
import { ownIntroductionRoutes } from './own-routes.ts';
import { introductionQuestions } from './questions.ts';
import { startIntroductions } from './rounds.ts';
import { introductionRoutes } from './routes.ts';
import { introductionsCollection } from './store.ts';

/** Members and communities that are introduced to each other, and what comes of it. */
export const introductions: Capability<MembershipConfig> = {
  name: 'introductions',
  collections: [introductionsCollection],
  routes: (context) => [
    ...introductionRoutes(context),
    ...linkedIntroductionRoutes(context),
    ...ownIntroductionRoutes(),
  ],
  questions: introductionQuestions,
  loops: (context) => [startIntroductions(context)],
};
