import type { Capability } from '@skein/service-kit';
import { preparationQuestions } from './questions.ts';
import { startPreparations } from './rounds.ts';
import { preparationsCollection } from './store.ts';

/** That people are reminded before a meeting of what they took on, and of the cases that they are to feed back. */
export const preparations: Capability = {
  name: 'preparations',
  collections: [preparationsCollection],
  questions: preparationQuestions,
  loops: (context) => [startPreparations(context)],
};
