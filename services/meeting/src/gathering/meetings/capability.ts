import type { Capability } from '@skein/service-kit';
import { meetingRoutes } from './routes.ts';
import { meetingsCollection } from './store.ts';

/** Meetings, from their plan to their notes, held by one community or by several together. */
export const meetings: Capability = {
  name: 'meetings',
  collections: [meetingsCollection],
  routes: meetingRoutes,
};
