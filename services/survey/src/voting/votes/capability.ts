import type { Capability } from '@skein/service-kit';
import { voteRoutes } from './routes.ts';
import { statementsCollection, votesCollection } from './store.ts';

/** Votes, and the statements that are proposed in them. */
export const votes: Capability = {
  name: 'votes',
  collections: [votesCollection, statementsCollection],
  routes: voteRoutes,
};
