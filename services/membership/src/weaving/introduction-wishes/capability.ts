import type { Capability } from '@skein/service-kit';
import type { MembershipConfig } from '../../config.ts';
import { introductionWishQuestions } from './questions.ts';
import { introductionWishRoutes } from './routes.ts';
import { introductionWishesCollection } from './store.ts';

/** Members who would like to be introduced to another one, and those who weave, who introduce them or say why not. */
export const introductionWishes: Capability<MembershipConfig> = {
  name: 'introduction-wishes',
  collections: [introductionWishesCollection],
  routes: introductionWishRoutes,
  questions: introductionWishQuestions,
};
