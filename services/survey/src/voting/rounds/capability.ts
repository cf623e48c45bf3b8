import type { Capability } from '@skein/service-kit';
import { countsCollection, roundsCollection } from './store.ts';

/** The times that statements were put to the vote, and how each came out. */
export const voteRounds: Capability = { name: 'rounds', collections: [roundsCollection, countsCollection] };
