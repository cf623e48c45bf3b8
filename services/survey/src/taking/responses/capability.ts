import type { Capability } from '@skein/service-kit';
import { refusedCollection, responsesCollection } from './store.ts';
import { talliesCollection } from './tallies-store.ts';

/** What was answered, and how often what. */
export const responses: Capability = {
  name: 'responses',
  collections: [responsesCollection, refusedCollection, talliesCollection],
};
