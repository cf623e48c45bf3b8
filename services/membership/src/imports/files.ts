import type { CollectionDeclaration } from '@skein/service-kit';
import { Binary, type Db } from 'mongodb';

interface ChunkRow {
  readonly _id: string;
  readonly import: string;
  readonly network: string;
  readonly at: number;
  readonly data: Binary;
  readonly forgetAt: Date;
}

export const chunkCollection: CollectionDeclaration = {
  name: 'import_chunks',
  indexes: [{ key: { import: 1 } }, { key: { forgetAt: 1 }, name: 'expiry', expireAfterSeconds: 0 }],
};

const chunks = (db: Db) => db.collection<ChunkRow>('import_chunks');

/** Small, since one is held as the driver gives it and once more as it is read. */
export const chunkBytes = 256 * 1024;

/** Keeps one piece of an uploaded file; all but the last hold `chunkBytes`. */
export const putChunk = async (
  db: Db,
  file: { import: string; network: string; forgetAt: Date },
  at: number,
  data: Buffer,
): Promise<void> => {
  await chunks(db).insertOne({ _id: `${file.import}.${at}`, ...file, at, data: new Binary(data) });
};

/** The bytes of an uploaded file from `start` up to `end`, piece by piece; no cursor waits for a slow reader. */
export async function* fileRange(db: Db, id: string, start: number, end: number): AsyncGenerator<Buffer> {
  const last = Math.ceil(end / chunkBytes);
  for (let at = Math.floor(start / chunkBytes); at < last; at += 1) {
    const chunk = await chunks(db).findOne({ _id: `${id}.${at}` });
    if (!chunk) throw new Error('a piece of the file is gone');
    const from = Math.max(0, start - at * chunkBytes);
    yield Buffer.from(chunk.data.buffer).subarray(from, end - at * chunkBytes);
  }
}

export const deleteFile = async (db: Db, id: string): Promise<void> => {
  await chunks(db).deleteMany({ import: id });
};
