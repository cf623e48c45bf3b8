import type { Capability } from '@skein/service-kit';
import { type Count, startCounting } from './rounds.ts';
import { passesCollection } from './store.ts';

/** Counts over all responses of a survey, made in the background. */
export const countsBy = (...ways: readonly Count[]): Capability => ({
  name: 'counts',
  collections: [passesCollection],
  loops: (context) => [startCounting(context, ways)],
});
