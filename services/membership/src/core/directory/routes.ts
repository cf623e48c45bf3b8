import { peopleContract } from '@skein/contracts';
import { type Implementation, read } from '@skein/service-kit';
import { findInDirectory } from './find.ts';

export const directoryRoutes = (): Implementation[] => [
  read(peopleContract.routes.listPeople, async ({ query, actor, deny, reader }) => {
    const { community } = query;
    const denied = community ? deny('people.read', { community }) : undefined;
    return denied ?? (await findInDirectory(reader, actor, query));
  }),
];
