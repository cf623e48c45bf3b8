import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { isRefusal, type Refusal, refuse } from '@skein/contracts';
import { piecesOf, type Reader } from '@skein/service-kit';
import { fileTypeFromStream } from 'file-type';
import { isPlain, refuseContent, typeByName } from './file-kinds.ts';
import { deleteFile, putPiece, readFile } from './file-store.ts';
import type { ResourceRow } from './row.ts';

/** What a process leaves that died while a file came in goes after a day. */
const keptMs = 24 * 60 * 60_000;

type KeptFile = NonNullable<ResourceRow['file']>;

const store = async (
  reader: Reader,
  upload: AsyncIterable<Buffer>,
  { id, forgetAt }: { id: string; forgetAt: Date },
): Promise<{ bytes: number; digest: string; plain: boolean }> => {
  const hash = createHash('sha256');
  let [bytes, place, plain] = [0, 0, true];
  for await (const piece of piecesOf(upload)) {
    hash.update(piece);
    bytes += piece.length;
    plain &&= isPlain(piece);
    await putPiece(reader, { resource: id, place, forgetAt }, piece);
    place += 1;
  }
  return { bytes, plain, digest: hash.digest('hex') };
};

const checked = async (
  reader: Reader,
  id: string,
  stored: Awaited<ReturnType<typeof store>>,
  type: string,
) => {
  if (stored.bytes === 0) return refuse('invalid-request', 'The file is empty.');
  // A stream of bytes, since the library finds nothing in one of objects.
  const bytes = Readable.from(readFile(reader, id, stored.bytes), { objectMode: false });
  // Read again from the start: the marks of a document may stand far behind in it.
  const found = await fileTypeFromStream(bytes);
  return refuseContent(type, { found: found?.mime, plain: stored.plain });
};

/** Takes a file in as it arrives, and says what it is; nothing of it stays where it may not be kept. */
export const storeFile = async (
  reader: Reader,
  upload: AsyncIterable<Buffer>,
  { id, name, now }: { id: string; name: string; now: Date },
): Promise<KeptFile | Refusal> => {
  const named = typeByName(name);
  if (isRefusal(named)) return named;
  try {
    const stored = await store(reader, upload, { id, forgetAt: new Date(now.getTime() + keptMs) });
    const refused = await checked(reader, id, stored, named.type);
    if (!refused) return { name, type: named.type, bytes: stored.bytes, digest: stored.digest };
    await deleteFile(reader, id);
    return refused;
  } catch (error) {
    await deleteFile(reader, id);
    throw error;
  }
};
