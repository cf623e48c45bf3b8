import type { Capability } from '@skein/service-kit';
import { responsesFromQueue } from './consume.ts';
import { deadResponsesOf } from './elsewhere.ts';
import { startPurging } from './rounds.ts';

/** Stores and counts what the intake accepted; for the workers. */
export const storing: Capability = {
  name: 'storing',
  consumers: () => [responsesFromQueue()],
  loops: (context) => [startPurging(context)],
};

/** Answers that were accepted and could not be stored, as far as they lead to somebody. */
export const deadResponses: Capability = {
  name: 'dead-responses',
  elsewhere: (context) => [deadResponsesOf(context)],
};
