import { type Actor, isRefusal, type Refusal, refuse, resourcesContract } from '@skein/contracts';
import { refuseCommunity } from '@skein/known';
import {
  type Implementation,
  missing,
  newId,
  type Reader,
  read,
  staleUnless,
  unknownReference,
  write,
} from '@skein/service-kit';
import { addResource, changeResource, mayChange, maySee, renameTag } from './decide.ts';
import { ofWhom } from './of-whom.ts';
import { presentResource } from './present.ts';
import { saveAdded, saveChanged, saveRemoved } from './record.ts';
import { refuseMeeting } from './refuse-meeting.ts';
import type { ResourceRow } from './row.ts';
import { findResource, findSame, listResources, tagsOf, withTag } from './store.ts';

/** As many are given another tag at once. */
const mostRenamed = 500;

/** What somebody may change; what they do not see is not there for them. */
const findToChange = async (
  reader: Reader,
  id: string,
  actor: Actor | undefined,
): Promise<ResourceRow | Refusal> => {
  const row = await findResource(reader, id);
  if (!row) return missing('resource', id);
  if (mayChange(row, actor)) return row;
  return refuse('forbidden', 'Only who put it there changes it, and those who run its community.');
};

export const resourceRoutes = (): Implementation[] => [
  write(resourcesContract.routes.addResource, async ({ network, body, actor, now, deny, tx }) => {
    const { community, meeting } = body;
    const denied = deny('library.add', { community });
    const unable = denied ?? (community === undefined ? undefined : await refuseCommunity(tx, community));
    if (unable) return unable;
    const elsewhere = await refuseMeeting(tx, { meeting, community });
    if (elsewhere) return elsewhere;
    const row = addResource(body, { network, id: newId(), by: actor?.person, now });
    if (isRefusal(row)) return row;
    if (await findSame(tx, row))
      return refuse('already-exists', 'This link is in the library already.', ['url', 'is there already']);
    await saveAdded(tx, row);
    return presentResource(row);
  }),

  read(resourcesContract.routes.listResources, ({ reader, query, actor }) =>
    listResources(reader, { ...query, of: ofWhom(actor) }, presentResource),
  ),

  read(resourcesContract.routes.readResource, async ({ reader, params, actor }) => {
    const row = await findResource(reader, params.id);
    return row && maySee(row, actor) ? presentResource(row) : missing('resource', params.id);
  }),

  write(resourcesContract.routes.editResource, async ({ params, body, actor, ifMatch, tx }) => {
    const before = await findToChange(tx, params.id, actor);
    const changed = isRefusal(before)
      ? before
      : (staleUnless(ifMatch, before.version) ?? changeResource(before, body));
    if (isRefusal(changed)) return changed;
    if (changed.fields.length) await saveChanged(tx, changed.row);
    return presentResource(changed.row);
  }),

  write(resourcesContract.routes.removeResource, async ({ params, actor, tx }) => {
    const row = await findToChange(tx, params.id, actor);
    if (isRefusal(row)) return row;
    await saveRemoved(tx, row);
    return undefined;
  }),

  read(resourcesContract.routes.listResourceTags, async ({ reader, query, actor }) => ({
    items: await tagsOf(reader, { ...query, of: ofWhom(actor) }),
  })),

  write(resourcesContract.routes.renameResourceTag, async ({ body, deny, tx }) => {
    const { community, from, to } = body;
    const unable = deny('library.tidy', { community }) ?? (await refuseCommunity(tx, community));
    if (unable) return unable;
    const rows = await withTag(tx, community, from, mostRenamed + 1);
    if (rows.length === 0) return unknownReference('from', 'tag of this community', from);
    if (rows.length > mostRenamed)
      return refuse('too-large', `A tag of more than ${mostRenamed} resources is not renamed at once.`);
    for (const row of rows) await saveChanged(tx, renameTag(row, from, to));
    return { changed: rows.length };
  }),
];
