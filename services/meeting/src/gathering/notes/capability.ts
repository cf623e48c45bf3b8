import type { Capability } from '@skein/service-kit';
import { startCarrying } from './listening.ts';
import { startJoining } from './rounds.ts';
import { noteRoutes } from './routes.ts';
import { noteUpdatesCollection } from './store.ts';

/** Notes that several write at once: stored before they are acknowledged, carried to all who follow. */
export const notes: Capability = {
  name: 'notes',
  collections: [noteUpdatesCollection],
  routes: noteRoutes,
  loops: (context) => [startCarrying(context), startJoining(context)],
};
