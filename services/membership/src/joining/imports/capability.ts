import type { Capability } from '@skein/service-kit';
import { chunkCollection } from './file-store.ts';
import { startImportLoop } from './rounds.ts';
import { importRoutes } from './routes.ts';
import { importProblemsCollection, importRowsCollection } from './staged-store.ts';
import { importsCollection } from './store.ts';
import { importTakenInCollection } from './taken-in-store.ts';

/** Lists of people that are taken in from a file. */
export const imports: Capability = {
  name: 'imports',
  collections: [
    chunkCollection,
    importRowsCollection,
    importsCollection,
    importProblemsCollection,
    importTakenInCollection,
  ],
  routes: importRoutes,
  loops: (context) => [startImportLoop(context)],
};
