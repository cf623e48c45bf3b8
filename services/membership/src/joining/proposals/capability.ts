import type { Capability } from '@skein/service-kit';
import { proposalQuestions } from './questions.ts';
import { proposalRoutes } from './routes.ts';
import { communityProposalsCollection } from './store.ts';

/** Communities that members propose, and what those who host the network decide. */
export const proposals: Capability = {
  name: 'proposals',
  collections: [communityProposalsCollection],
  routes: proposalRoutes,
  questions: proposalQuestions,
};
