import { createHash } from 'node:crypto';
import { isRefusal, type Refusal, refuse, type TableFormat, tableTypes } from '@skein/contracts';
import { newId, piecesOf, type Reader } from '@skein/service-kit';
import { stagedMs, uploaded } from './decide.ts';
import { deleteFile, putChunk } from './file-store.ts';
import type { ImportRow } from './row.ts';

const zipMark = Buffer.from('PK\u0003\u0004');
const oldExcelMark = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
const begins = (start: Buffer, mark: Buffer): boolean => start.subarray(0, mark.length).equals(mark);

/** What a file is, by its first bytes: what browsers call one goes by the programs that are installed. */
const formatOf = (start: Buffer, contentType: string): TableFormat | Refusal => {
  if (begins(start, oldExcelMark))
    return refuse(
      'unsupported-media-type',
      'This is a workbook of Excel 2003 or before (.xls): save it as .xlsx or as CSV.',
    );
  const isZip = begins(start, zipMark);
  if (isZip && contentType.startsWith(tableTypes.csv))
    return refuse('unsupported-media-type', 'This is a workbook: send it as XLSX.');
  if (isZip) return 'xlsx';
  if (!contentType.startsWith(tableTypes.xlsx)) return 'csv';
  return refuse('unsupported-media-type', 'This is no XLSX workbook.');
};

/** Keeps an upload as it arrives, and gives the import that it begins; nothing of it stays where that fails. */
export const storeUpload = async (
  reader: Reader,
  upload: AsyncIterable<Buffer>,
  from: { by: string; contentType: string; now: Date },
): Promise<ImportRow | Refusal> => {
  const { network } = reader;
  const { by, now } = from;
  const id = newId();
  const file = { import: id, network, forgetAt: new Date(now.getTime() + stagedMs) };
  const hash = createHash('sha256');
  let bytes = 0;
  let count = 0;
  let format: TableFormat = 'csv';
  try {
    for await (const piece of piecesOf(upload)) {
      const found: TableFormat | Refusal = count === 0 ? formatOf(piece, from.contentType) : format;
      if (isRefusal(found)) return found;
      format = found;
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
