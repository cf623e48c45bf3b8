import type { Capability } from '@skein/service-kit';
import { audienceQuestions } from './questions.ts';

/** Whom other services mean by a role, a community or what members told of themselves. */
export const audiences: Capability = { name: 'audiences', questions: audienceQuestions };
