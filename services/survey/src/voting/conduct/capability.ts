import type { Capability } from '@skein/service-kit';
import type { SurveyConfig } from '../../config.ts';
import { startVoting } from './rounds.ts';
import { roundRoutes } from './routes.ts';

/** Puts statements to the vote: opens rounds, writes down who may vote, closes them and counts. */
export const conduct: Capability<SurveyConfig> = {
  name: 'conduct',
  routes: roundRoutes,
  loops: (context) => [startVoting(context)],
};
