import type { Capability } from '@skein/service-kit';
import { linkedStepRoutes } from './link-routes.ts';
import { workstreamQuestions } from './questions.ts';
import { workstreamRoutes } from './routes.ts';
import { stepsCollection, workstreamsCollection } from './store.ts';

/** The work that a community takes on, and the steps that it goes in. */
export const workstreams: Capability = {
  name: 'workstreams',
  collections: [workstreamsCollection, stepsCollection],
  routes: (context) => [...workstreamRoutes(), ...linkedStepRoutes(context)],
  questions: workstreamQuestions,
};
