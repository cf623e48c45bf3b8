import type { Capability } from '@skein/service-kit';
import { audienceAnswers } from './questions.ts';

/** Whom other services mean by a role, a community or what members told of themselves. */
export const audiences: Capability = { name: 'audiences', answers: audienceAnswers };
