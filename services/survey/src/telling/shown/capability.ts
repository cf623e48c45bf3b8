import type { Capability } from '@skein/service-kit';
import type { SurveyConfig } from '../../config.ts';
import { startSettling, startStepping } from './rounds.ts';
import { standingsCollection } from './store.ts';

/** What is shown of surveys that are not named: in steps while they are open, and all once they have settled. */
export const shown: Capability<SurveyConfig> = {
  name: 'shown',
  collections: [standingsCollection],
  loops: (context) => [startStepping(context), startSettling(context)],
};
