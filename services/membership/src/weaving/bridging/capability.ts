import type { Capability } from '@skein/service-kit';
import { jointMeetings } from './consume.ts';
import { bridgingRoutes } from './routes.ts';
import { jointMeetingsCollection } from './store.ts';

/** Where communities have members in common, and where they have none. */
export const bridging: Capability = {
  name: 'bridging',
  collections: [jointMeetingsCollection],
  routes: bridgingRoutes,
  readModels: () => [jointMeetings()],
};
