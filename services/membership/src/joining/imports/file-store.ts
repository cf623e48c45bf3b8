import {
  bytesBetween,
  declareCollection,
  holds,
  type Reader,
  rowsIn,
  showsNothing,
} from '@skein/service-kit';
import { UnreadableTable } from '@skein/tables';
import { Binary } from 'mongodb';
import { addressesFoundIn, addressesOf } from '../../core/erasure-list/addresses.ts';
import { ChunkRow } from './row.ts';
import { importRowsCollection, importsNaming } from './staged-store.ts';

export const chunkCollection = declareCollection({
  name: 'import_chunks',
  schema: ChunkRow,
  indexes: [{ key: { import: 1 } }, { key: { forgetAt: 1 }, name: 'expiry', expireAfterSeconds: 0 }],
  people: holds<ChunkRow>({
    title: 'Files of imports with you in them, kept for a few days',
    at: [],
    foundBy: [importRowsCollection.name, ...addressesFoundIn],
    find: async (reader, { network, person }) => ({
      network,
      import: { $in: await importsNaming(reader, await addressesOf(reader, person)) },
    }),
    show: showsNothing,
    // The file is of many, and cannot be cut: it goes as a whole, and has to be uploaded again to be checked again.
    erase: { does: 'remove' },
    merge: { does: 'stay' },
  }),
});

const chunks = rowsIn(chunkCollection);

/** Keeps one piece of an uploaded file; all but the last hold `pieceBytes`. */
export const putChunk = async (
  reader: Reader,
  file: { import: string; network: string; forgetAt: Date },
  at: number,
  data: Buffer,
): Promise<void> => {
  await chunks(reader).insertOne({ _id: `${file.import}.${at}`, ...file, at, data: new Binary(data) });
};

/** The bytes of an uploaded file from `start` up to `end`, piece by piece. */
export const fileRange = (reader: Reader, id: string, start: number, end: number): AsyncGenerator<Buffer> =>
  bytesBetween(start, end, async (at) => {
    const chunk = await chunks(reader).findOne({ _id: `${id}.${at}`, network: reader.network });
    if (!chunk) throw new UnreadableTable({ detail: 'The file is no longer kept here: upload it again.' });
    return chunk.data;
  });

/** Whether an upload is still kept. */
export const hasFile = async (reader: Reader, id: string): Promise<boolean> =>
  (await chunks(reader).findOne({ _id: `${id}.0`, network: reader.network }, { projection: { _id: 1 } })) !==
  null;

export const deleteFile = async (reader: Reader, id: string): Promise<void> => {
  await chunks(reader).deleteMany({ import: id, network: reader.network });
};
