import type { Capability } from '@skein/service-kit';
import { startTelling } from './rounds.ts';
import { resultLettersCollection } from './store.ts';

/** Tells the audiences of published results, where that was asked for. */
export const readers: Capability = {
  name: 'readers',
  collections: [resultLettersCollection],
  loops: (context) => [startTelling(context)],
};
