import type { Capability } from '@skein/service-kit';
import { startApplyingEarly } from './rounds.ts';
import { earlyChangesCollection } from './store.ts';

/** Changes of responses that came before the responses themselves. */
export const earlyChanges: Capability = {
  name: 'changes',
  collections: [earlyChangesCollection],
  loops: (context) => [startApplyingEarly(context)],
};
