import type { Capability } from '@skein/service-kit';
import type { MembershipConfig } from '../../config.ts';
import { prospectsFollow } from './consume.ts';
import { prospectQuestions } from './questions.ts';
import { startProspects } from './rounds.ts';
import { prospectRoutes } from './routes.ts';
import { prospectCollections } from './store.ts';

/** Who might become a member, who speaks to them, and what comes of it. */
export const prospects: Capability<MembershipConfig> = {
  name: 'prospects',
  collections: prospectCollections,
  routes: prospectRoutes,
  questions: prospectQuestions,
  consumers: (context) => [prospectsFollow(context)],
  loops: (context) => [startProspects(context)],
};
