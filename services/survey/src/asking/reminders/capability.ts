import type { Capability } from '@skein/service-kit';
import type { SurveyConfig } from '../../config.ts';
import { letterQuestions } from './questions.ts';
import { startRounds } from './rounds.ts';
import { reminderRoutes } from './routes.ts';
import { roundsCollection } from './store.ts';
import type { AnsweredAsShown } from './who.ts';

/** Rounds of letters about surveys: reminders, and the invitations of large audiences. */
export const remindersAfter = (answeredAsShown: AnsweredAsShown): Capability<SurveyConfig> => ({
  name: 'reminders',
  collections: [roundsCollection],
  routes: (context) => reminderRoutes(context, answeredAsShown),
  questions: letterQuestions,
  loops: (context) => [startRounds(context, answeredAsShown)],
});
