import { createHash } from 'node:crypto';
import { type Refusal, refuse, type TableFormat, tableTypes } from '@skein/contracts';
import { newId, type Reader } from '@skein/service-kit';
import { stagedMs, uploaded } from './decide.ts';
import { chunkBytes, deleteFile, putChunk } from './file-store.ts';
import type { ImportRow } from './row.ts';

/** The pieces of a stream, cut to the size they are kept in. */
async function* pieces(upload: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let bytes = 0;
  for await (const part of upload) {
    held.push(part);
    bytes += part.length;
    if (bytes < chunkBytes) continue;
    let all = Buffer.concat(held);
    for (; all.length >= chunkBytes; all = all.subarray(chunkBytes)) yield all.subarray(0, chunkBytes);
    held = [all];
    bytes = all.length;
  }
  if (bytes) yield Buffer.concat(held);
}

const zipMark = Buffer.from('PK\u0003\u0004');

/** A workbook sent as CSV, or the other way round, is told at once. */
const wrongFormat = (start: Buffer, format: TableFormat): Refusal | undefined => {
  const isZip = start.subarray(0, zipMark.length).equals(zipMark);
  if (isZip === (format === 'xlsx')) return undefined;
  return refuse(
    'unsupported-media-type',
    isZip ? 'This is a workbook: send it as XLSX.' : 'This is no XLSX workbook.',
  );
};

/** Keeps an upload as it arrives, and gives the import that it begins; nothing of it stays where that fails. */
export const storeUpload = async (
  reader: Reader,
  upload: AsyncIterable<Buffer>,
  from: { by: string; contentType: string; now: Date },
): Promise<ImportRow | Refusal> => {
  const format: TableFormat = from.contentType.startsWith(tableTypes.xlsx) ? 'xlsx' : 'csv';
  const { network } = reader;
  const { by, now } = from;
  const id = newId();
  const file = { import: id, network, forgetAt: new Date(now.getTime() + stagedMs) };
  const hash = createHash('sha256');
  let bytes = 0;
  let count = 0;
  try {
    for await (const piece of pieces(upload)) {
      const wrong = count === 0 ? wrongFormat(piece, format) : undefined;
      if (wrong) return wrong;
      hash.update(piece);
      bytes += piece.length;
      await putChunk(reader, file, count, piece);
      count += 1;
    }
  } catch (error) {
    await deleteFile(reader, id);
    throw error;
  }
  if (bytes === 0) return refuse('invalid-request', 'The file is empty.');
  return uploaded({ _id: id, network, by, format, bytes, digest: hash.digest('hex') }, now);
};
