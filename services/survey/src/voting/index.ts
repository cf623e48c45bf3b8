import type { CollectionDeclaration, Implementation, ServiceContext } from '@skein/service-kit';
import type { SurveyConfig } from '../config.ts';
import { ballotRoutes } from './ballots/routes.ts';
import { ballotCollections } from './ballots/store.ts';
import { roundRoutes } from './rounds/routes.ts';
import { roundCollections } from './rounds/store.ts';
import { voteRoutes } from './routes.ts';
import { voteCollections } from './store.ts';

/** Votes on statements: what is proposed, the rounds that put it to the vote, and the ballots, which are secret. */
export const votingCollections: CollectionDeclaration[] = [
  ...voteCollections,
  ...roundCollections,
  ...ballotCollections,
];

export const votingRoutes = (context: ServiceContext<SurveyConfig>): Implementation[] => [
  ...voteRoutes(context),
  ...roundRoutes(context),
  ...ballotRoutes(context),
];
