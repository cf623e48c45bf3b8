import type { Capability } from '@skein/service-kit';
import { photoRoutes } from './routes.ts';
import { photosCollection } from './store.ts';

/** What people look like, where they show it. */
export const photos: Capability = { name: 'photos', collections: [photosCollection], routes: photoRoutes };
