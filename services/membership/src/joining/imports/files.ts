import { type CollectionDeclaration, holds, showsNothing } from '@skein/service-kit';
import { UnreadableTable } from '@skein/tables';
import { Binary, type Db } from 'mongodb';
import { addressesOf } from '../../rights/erasure-requests/addresses.ts';

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
  people: holds<ChunkRow>({
    title: 'Files of imports with you in them, kept for a few days',
    at: [],
    find: async (db, whose, session) => {
      const email = { $in: await addressesOf(db, whose, session) };
      const named = await db
        .collection<{ import: string }>('import_rows')
        .distinct('import', { network: whose.network, email }, session ? { session } : {});
      return { network: whose.network, import: { $in: named } };
    },
    show: showsNothing,
    // The file is of many, and cannot be cut: it goes as a whole, and has to be uploaded again to be checked again.
    erase: { does: 'remove' },
    join: { does: 'stay' },
  }),
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
    if (!chunk) throw new UnreadableTable({ detail: 'The file is no longer kept here: upload it again.' });
    const from = Math.max(0, start - at * chunkBytes);
    yield Buffer.from(chunk.data.buffer).subarray(from, end - at * chunkBytes);
  }
}

export const deleteFile = async (db: Db, id: string): Promise<void> => {
  await chunks(db).deleteMany({ import: id });
};
