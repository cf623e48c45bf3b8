import {
  bytesBetween,
  declareCollection,
  holdsNobody,
  pieceBytes,
  type Reader,
  rowsIn,
  type Tx,
} from '@skein/service-kit';
import { Binary } from 'mongodb';
import { FilePieceRow } from './row.ts';

export const filePiecesCollection = declareCollection({
  name: 'resource_file_pieces',
  schema: FilePieceRow,
  grows: 'files that communities keep, of 25 MiB at most; what was not finished goes within a day',
  indexes: [
    { key: { network: 1, resource: 1 } },
    { key: { forgetAt: 1 }, name: 'expiry', expireAfterSeconds: 0 },
  ],
  people: holdsNobody('the bytes of files; who put one into the library is held with the resource'),
});

const pieces = rowsIn(filePiecesCollection);

/** Keeps one piece of a file for a while; it stays once `keepFile` says so. */
export const putPiece = async (
  reader: Reader,
  { resource, place, forgetAt }: { resource: string; place: number; forgetAt: Date },
  data: Buffer,
): Promise<void> => {
  const { network } = reader;
  await pieces(reader).insertOne({
    ...{ _id: `${resource}.${place}`, network, resource, forgetAt },
    data: new Binary(data),
  });
};

/** Has a file of so many bytes stay; whether all of it is still there. */
export const keepFile = async (tx: Tx, resource: string, bytes: number): Promise<boolean> => {
  const filter = { network: tx.network, resource };
  const { matchedCount } = await pieces(tx).updateMany(filter, { $unset: { forgetAt: 1 } });
  return matchedCount === Math.ceil(bytes / pieceBytes);
};

export async function* readFile(reader: Reader, resource: string, bytes: number): AsyncGenerator<Buffer> {
  yield* bytesBetween(0, bytes, async (place) => {
    const piece = await pieces(reader).findOne({ _id: `${resource}.${place}`, network: reader.network });
    if (!piece) throw new Error(`the file ${resource} lacks its piece ${place}`);
    return piece.data;
  });
}

export const deleteFile = async (reader: Reader, resource: string): Promise<void> => {
  await pieces(reader).deleteMany({ network: reader.network, resource });
};
