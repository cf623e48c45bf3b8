import type { Capability } from '@skein/service-kit';
import { closedCommunities } from './consume.ts';
import { startDates } from './rounds.ts';
import { dateRoutes } from './routes.ts';
import { startZones } from './zone-rounds.ts';

/** The dates of series: from a rule to meetings ahead, and changing them one, following or all. */
export const dates: Capability = {
  name: 'dates',
  routes: dateRoutes,
  consumers: () => [closedCommunities()],
  loops: (context) => [startDates(context), startZones(context)],
};
