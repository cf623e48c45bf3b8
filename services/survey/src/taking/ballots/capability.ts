import type { Capability } from '@skein/service-kit';
import { issuingOf } from './issuing.ts';
import { ballotRoutes } from './routes.ts';

/** Gives out the ballots of anonymous surveys, signed blindly. */
export const ballots: Capability = {
  name: 'ballots',
  routes: ballotRoutes,
  loops: (context) => [issuingOf(context)],
};
