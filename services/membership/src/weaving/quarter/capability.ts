import type { Capability } from '@skein/service-kit';
import { quarterQuestions } from './questions.ts';

/** What the quarterly report asks of membership. */
export const quarter: Capability = { name: 'quarter', questions: quarterQuestions };
