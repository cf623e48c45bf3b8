import type { Capability } from '@skein/service-kit';
import { eraseAnswer, mergeAnswer } from './book.ts';
import { changesOfMeetings } from './consume.ts';
import { leavers } from './leavers.ts';
import { linkedAnswerRoutes } from './link-routes.ts';
import { noticesCollection } from './notices-store.ts';
import { letterQuestions } from './questions.ts';
import { startNotices } from './rounds.ts';
import { answerRoutes } from './routes.ts';
import { standingAnswers } from './standing.ts';
import { standingAnswersCollection } from './standing-store.ts';
import { answersCollection, seatsCollection } from './store.ts';

/** Who comes to a meeting: answers, seats, the waiting list, and what those who come are told. */
export const answers: Capability = {
  name: 'answers',
  collections: [
    answersCollection({ erase: eraseAnswer, merge: mergeAnswer }),
    seatsCollection,
    noticesCollection,
    standingAnswersCollection,
  ],
  routes: (context) => [...answerRoutes(context), ...linkedAnswerRoutes(context)],
  consumers: () => [changesOfMeetings(), leavers(), standingAnswers()],
  questions: letterQuestions,
  loops: (context) => [startNotices(context)],
};
