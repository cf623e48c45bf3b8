import { peopleContract } from '@skein/contracts';
import { answer, type Capability } from '@skein/service-kit';
import { namesOf, peopleCollection } from './store.ts';

/** Who is a member, and what they tell of themselves. */
export const people: Capability = {
  name: 'people',
  collections: [peopleCollection],
  answers: ({ readerOf }) => [
    answer(peopleContract.questions.names, async ({ network, people: asked }) => {
      const names = await namesOf(readerOf(network), asked);
      return { names: [...names].map(([person, name]) => ({ person, name })) };
    }),
  ],
};
