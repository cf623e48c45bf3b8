import type { Capability } from '@skein/service-kit';
import { communityQuestions } from './questions.ts';
import { communityRoutes, type WhenClosed } from './routes.ts';
import { communitiesCollection } from './store.ts';
import { turnsCollection } from './turn-store.ts';

/** Communities; what else is to be done in the transaction that closes one is handed in. */
export const communitiesWith = (...whenClosed: WhenClosed[]): Capability => ({
  name: 'communities',
  collections: [communitiesCollection, turnsCollection],
  routes: () =>
    communityRoutes(async (tx, community) => {
      for (const follow of whenClosed) await follow(tx, community);
    }),
  questions: communityQuestions,
});
