import { Readable } from 'node:stream';
import { isRefusal, type Refusal, refuse, resourcesContract } from '@skein/contracts';
import { refuseCommunity } from '@skein/known';
import {
  countUse,
  handle,
  type Implementation,
  missing,
  newId,
  read,
  type ServiceContext,
  type Tx,
  transact,
} from '@skein/service-kit';
import { addFile, maySee } from './decide.ts';
import { deleteFile, keepFile, readFile } from './file-store.ts';
import { presentResource } from './present.ts';
import { saveAdded } from './record.ts';
import { refuseMeeting } from './refuse-meeting.ts';
import type { ResourceRow } from './row.ts';
import { findResource, findSame } from './store.ts';
import { storeFile } from './upload.ts';

/** As many files somebody puts in within an hour. */
const mostInAnHour = 60;

const keep = async (tx: Tx, row: ResourceRow): Promise<ResourceRow | Refusal> => {
  if (await findSame(tx, row))
    return refuse('already-exists', 'This file is in the library already.', [
      'query.name',
      'is there already',
    ]);
  if (!(await keepFile(tx, row._id, row.file?.bytes ?? 0)))
    return refuse('conflict', 'The file took too long to come in; send it again.');
  await saveAdded(tx, row);
  return row;
};

export const fileRoutes = (context: ServiceContext): Implementation[] => [
  // Not one transaction from the start: the body is a stream, and comes once.
  handle(resourcesContract.routes.addResourceFile, async (call) => {
    const { network, query, actor, upload, now, reader, deny, once } = call;
    const { community, name, meeting, ...told } = query;
    const unable =
      deny('library.add', { community }) ??
      (community === undefined ? undefined : await refuseCommunity(reader, community)) ??
      (await refuseMeeting(reader, { field: 'query.meeting', meeting, community }));
    if (unable) return unable;
    const by = actor?.person;
    const limited = await countUse(context.db, 'library-file', `${network} ${by}`, mostInAnHour, 3600);
    if (limited) return limited;
    const id = newId();
    const file = await storeFile(reader, upload, { id, name, now });
    if (isRefusal(file)) return file;
    const given = {
      ...told,
      file,
      about: '',
      tags: [],
      ...(community && { community }),
      ...(meeting && { meeting }),
    };
    const row = addFile(given, { network, id, by, now });
    const work = async (tx: Tx) => {
      const kept = await keep(tx, row);
      return isRefusal(kept) ? kept : presentResource(kept);
    };
    const kept = await transact(context, { network, now }, (tx) => once(tx, () => work(tx), file.digest));
    // Sent again with its key: the first upload stands, and this one's pieces go.
    if (isRefusal(kept) || kept.id !== id) await deleteFile(reader, id);
    return kept;
  }),

  read(resourcesContract.routes.readResourceFile, async ({ reader, params, actor }) => {
    const row = await findResource(reader, params.id);
    if (!row?.file || !maySee(row, actor)) return missing('file', params.id);
    const { name: fileName, type, bytes } = row.file;
    return { fileName, type, content: Readable.from(readFile(reader, row._id, bytes)) };
  }),
];
