import {
  type Actor,
  isRefusal,
  type ReadingList,
  type Refusal,
  readingListsContract,
  refuse,
} from '@skein/contracts';
import { refuseCommunity } from '@skein/known';
import {
  type Implementation,
  missing,
  newId,
  type Reader,
  read,
  staleUnless,
  write,
} from '@skein/service-kit';
import { refuseMeeting } from '../resources/refuse-meeting.ts';
import { resourcesOf } from '../resources/store.ts';
import { changeList, makeList, mayChange, refuseItems } from './decide.ts';
import { presentList } from './present.ts';
import { saveList, saveRemoved } from './record.ts';
import type { ReadingListRow } from './row.ts';
import { findList, pageOfLists } from './store.ts';

/** What is on these lists and in the library as their community sees it. */
const onLists = async (reader: Reader, rows: readonly Pick<ReadingListRow, 'community' | 'items'>[]) => {
  const ids = rows.flatMap(({ items }) => items.map(({ resource }) => resource));
  const communities = rows.map(({ community }) => community);
  const found = await resourcesOf(reader, { ids, of: communities });
  return new Map(found.map((row) => [row._id, row]));
};

const presented = async (reader: Reader, row: ReadingListRow): Promise<ReadingList> =>
  presentList(row, await onLists(reader, [row]));

const findToChange = async (
  reader: Reader,
  id: string,
  actor: Actor | undefined,
): Promise<ReadingListRow | Refusal> => {
  const row = await findList(reader, id);
  if (!row) return missing('reading list', id);
  if (mayChange(row, actor)) return row;
  return refuse('forbidden', 'Only who made the list changes it, and those who run its community.');
};

const refuseUnfit = async (
  reader: Reader,
  {
    community,
    items,
    meeting,
  }: Pick<ReadingListRow, 'community' | 'items'> & { meeting?: string | undefined },
): Promise<Refusal | undefined> =>
  (await refuseMeeting(reader, { meeting, community })) ??
  refuseItems(items, new Set((await onLists(reader, [{ community, items }])).keys()));

export const readingListRoutes = (): Implementation[] => [
  write(readingListsContract.routes.makeReadingList, async ({ network, body, actor, now, deny, tx }) => {
    const { community, ...told } = body;
    const unable =
      deny('library.add', { community }) ??
      (await refuseCommunity(tx, community)) ??
      (await refuseUnfit(tx, { community, items: told.items, meeting: told.meeting }));
    if (unable) return unable;
    const row = makeList(told, { network, community, id: newId(), by: actor?.person, now });
    await saveList(tx, row);
    return presented(tx, row);
  }),

  read(readingListsContract.routes.listReadingLists, async ({ reader, query, deny }) => {
    const denied = deny('library.read', { community: query.community });
    const found = denied ?? (await pageOfLists(reader, query));
    if (isRefusal(found)) return found;
    const resources = await onLists(reader, found.items);
    return { ...found, items: found.items.map((row) => presentList(row, resources)) };
  }),

  read(readingListsContract.routes.readReadingList, async ({ reader, params, deny }) => {
    const row = await findList(reader, params.id);
    if (!row) return missing('reading list', params.id);
    return deny('library.read', { community: row.community }) ?? presented(reader, row);
  }),

  write(readingListsContract.routes.editReadingList, async ({ params, body, actor, ifMatch, tx }) => {
    const before = await findToChange(tx, params.id, actor);
    if (isRefusal(before)) return before;
    const { community } = before;
    const unable =
      staleUnless(ifMatch, before.version) ??
      (await refuseUnfit(tx, { community, items: body.items ?? [], meeting: body.meeting ?? undefined }));
    if (unable) return unable;
    const { row, fields } = changeList(before, body);
    if (fields.length) await saveList(tx, row);
    return presented(tx, row);
  }),

  write(readingListsContract.routes.removeReadingList, async ({ params, actor, tx }) => {
    const row = await findToChange(tx, params.id, actor);
    if (isRefusal(row)) return row;
    await saveRemoved(tx, row);
    return undefined;
  }),
];
