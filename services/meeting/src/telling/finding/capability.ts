import type { Capability } from '@skein/service-kit';
import { findingQuestions } from './questions.ts';

/** What of meetings, and of what came out of them, a search of the network finds. */
export const finding: Capability = { name: 'finding', questions: findingQuestions };
