import type { Capability } from '@skein/service-kit';
import type { SurveyConfig } from '../../config.ts';
import { voteLinkQuestions } from './questions.ts';
import { rollsCollection } from './rolls-store.ts';
import { ballotRoutes } from './routes.ts';
import { ballotsCollection, gatesCollection } from './store.ts';

/** The ballots of votes, which are secret, and the list of those who may cast them. */
export const voteBallots: Capability<SurveyConfig> = {
  name: 'ballots',
  collections: [rollsCollection, ballotsCollection, gatesCollection],
  routes: ballotRoutes,
  questions: voteLinkQuestions,
  refills: () => [
    {
      bucket: 'VOTE_KEYS',
      irrecoverable: 'a copy elsewhere would lead from members to their ballots for as long as it is kept',
    },
  ],
};
