import type { Capability } from '@skein/service-kit';
import type { SurveyConfig } from '../../config.ts';
import { askedVoteRoutes } from './routes.ts';

/** Which votes are put to each, and how those came out that are over. */
export const askedVotes: Capability<SurveyConfig> = { name: 'asked-votes', routes: askedVoteRoutes };
