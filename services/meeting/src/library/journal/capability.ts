import type { Capability } from '@skein/service-kit';
import { journalRoutes } from './routes.ts';
import { journalCollection } from './store.ts';

/** What members write for themselves of what they learn, and share where they want to. */
export const journal: Capability = {
  name: 'journal',
  collections: [journalCollection],
  routes: journalRoutes,
};
