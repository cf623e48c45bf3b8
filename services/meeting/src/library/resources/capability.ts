import type { Capability } from '@skein/service-kit';
import { fileRoutes } from './file-routes.ts';
import { filePiecesCollection } from './file-store.ts';
import { resourceRoutes } from './routes.ts';
import { resourcesCollection } from './store.ts';

/** The library: links, texts and files that communities and the network keep. */
export const resources: Capability = {
  name: 'resources',
  collections: [resourcesCollection, filePiecesCollection],
  routes: (context) => [...resourceRoutes(), ...fileRoutes(context)],
};
