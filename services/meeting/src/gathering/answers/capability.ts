import type { Capability } from '@skein/service-kit';
import { eraseAnswer, mergeAnswer } from './book.ts';
import { answerRoutes } from './routes.ts';
import { answersCollection, seatsCollection } from './store.ts';

/** Who comes to a meeting: answers, seats, and the waiting list. */
export const answers: Capability = {
  name: 'answers',
  collections: [answersCollection({ erase: eraseAnswer, merge: mergeAnswer }), seatsCollection],
  routes: answerRoutes,
};
