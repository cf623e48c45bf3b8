import type { Capability } from '@skein/service-kit';
import { readingListRoutes } from './routes.ts';
import { readingListsCollection } from './store.ts';

/** What communities read, in its order, each with a note; for a meeting, it is what a book club reads. */
export const readingLists: Capability = {
  name: 'reading-lists',
  collections: [readingListsCollection],
  routes: readingListRoutes,
};
