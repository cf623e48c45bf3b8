import type { Capability } from '@skein/service-kit';
import { receiptConsumers } from './consume.ts';
import { deadLettersOf } from './elsewhere.ts';
import { ownErasureRoutes } from './own-routes.ts';
import { erasureQuestions } from './questions.ts';
import { startErasures } from './rounds.ts';
import { erasureRoutes } from './routes.ts';

/** Who wants to be forgotten, and the receipt of all that was. */
export const erasureRequests: Capability = {
  name: 'erasure-requests',
  routes: (context) => [...ownErasureRoutes(context), ...erasureRoutes(context)],
  consumers: receiptConsumers,
  elsewhere: (context) => [deadLettersOf(context)],
  questions: erasureQuestions,
  loops: (context) => [startErasures(context)],
};
