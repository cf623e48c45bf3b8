import type { Capability } from '@skein/service-kit';
import { type Counter, startCounting } from './rounds.ts';
import { countsCollection } from './store.ts';

/** Counts over all responses of a survey, made in the background. */
export const countsBy = (...ways: readonly Counter[]): Capability => ({
  name: 'counts',
  collections: [countsCollection],
  loops: (context) => [startCounting(context, ways)],
});
