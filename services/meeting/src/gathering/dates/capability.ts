import type { Capability } from '@skein/service-kit';
import { startDates } from './rounds.ts';
import { dateRoutes } from './routes.ts';

/** The dates of series: from a rule to meetings ahead, and changing them one, following or all. */
export const dates: Capability = {
  name: 'dates',
  routes: dateRoutes,
  loops: (context) => [startDates(context)],
};
