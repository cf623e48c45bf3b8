import type { Capability } from '@skein/service-kit';
import { digestQuestions } from './questions.ts';

/** What the digest of the network tells of meetings, and of what came out of them. */
export const digest: Capability = { name: 'digest', questions: digestQuestions };
