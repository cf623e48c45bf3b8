import { directoryOutboxCollection, startDirectoryWriter } from '@skein/known';
import type { Capability } from '@skein/service-kit';
import { directoryEntries } from './entries.ts';
import { letPeopleBeFound, letStrengthsBeSought } from './migrate.ts';
import { directoryRefills } from './refill.ts';
import { directoryRoutes } from './routes.ts';

/** Who is in the network, for whoever may find them; and for the other services, by the `MEMBERS` bucket. */
export const directory: Capability = {
  name: 'directory',
  collections: [directoryOutboxCollection],
  routes: directoryRoutes,
  refills: directoryRefills,
  migrations: [letPeopleBeFound, letStrengthsBeSought],
  loops: (context) => [
    startDirectoryWriter(context, (network, people) => directoryEntries(context.readerOf(network), people)),
  ],
};
