import type { Capability } from '@skein/service-kit';
import { peopleQuestions } from './questions.ts';
import { peopleCollection } from './store.ts';

/** Who is a member, and what they tell of themselves. */
export const people: Capability = {
  name: 'people',
  collections: [peopleCollection],
  questions: peopleQuestions,
};
