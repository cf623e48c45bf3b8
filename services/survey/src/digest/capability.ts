import type { Capability } from '@skein/service-kit';
import { digestQuestions } from './questions.ts';

/**
 * What the survey service has for the digest: open surveys that anyone, or a whole community, may answer; open votes;
 * results that were published in its period.
 */
export const digest: Capability = { name: 'digest', questions: digestQuestions };
