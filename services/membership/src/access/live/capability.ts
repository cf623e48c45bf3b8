import type { Capability } from '@skein/service-kit';
import { startListening } from './listening.ts';
import { liveRoutes } from './routes.ts';

/** Pages that are open hear which kinds of things changed that concern who looks at them. */
export const live: Capability = {
  name: 'live',
  routes: liveRoutes,
  loops: (context) => [startListening(context)],
};
