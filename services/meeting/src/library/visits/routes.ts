import { resourcesContract } from '@skein/contracts';
import { type Implementation, write } from '@skein/service-kit';
import { visit } from './decide.ts';
import { findVisit, putVisit } from './store.ts';

export const visitRoutes = (): Implementation[] => [
  write(resourcesContract.routes.noteLibraryVisit, async ({ network, actor, now, tx }) => {
    if (!actor) return {};
    const row = visit(await findVisit(tx, actor.person), { _id: actor.person, network, at: now });
    await putVisit(tx, row);
    return row.since ? { since: row.since.toISOString() } : {};
  }),
];
