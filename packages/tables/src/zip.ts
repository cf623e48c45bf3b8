import { Readable } from 'node:stream';
import { type Entry, fromRandomAccessReader, type Options, RandomAccessReader, type ZipFile } from 'yauzl';
import { tableLimits, UnreadableTable } from './table.ts';

/** The files inside a workbook, opened by name. */
export interface Parts {
  open(name: string): Promise<Readable | undefined>;
}

type ReadRange = (start: number, end: number) => AsyncIterable<Buffer>;

class StoredFile extends RandomAccessReader {
  readonly read_: ReadRange;
  constructor(read: ReadRange) {
    super();
    this.read_ = read;
  }
  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.read_(start, end), { objectMode: false });
  }
}

const damaged = (): UnreadableTable =>
  new UnreadableTable({ detail: 'The file is no Excel workbook (.xlsx), or it is damaged.' });

const tooMuch = (): UnreadableTable =>
  new UnreadableTable({ detail: 'The workbook unpacks to far more than a list.' });

const opened = (read: ReadRange, bytes: number): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    const options: Options = { lazyEntries: true, autoClose: false, validateEntrySizes: true };
    fromRandomAccessReader(new StoredFile(read), bytes, options, (error, zip) =>
      error ? reject(damaged()) : resolve(zip),
    );
  });

/** All entries, refused where they are too many or would unpack to more than any list of members. */
const entriesOf = async (zip: ZipFile): Promise<Map<string, Entry>> => {
  if (zip.entryCount > tableLimits.zipEntries) throw damaged();
  const entries = new Map<string, Entry>();
  await new Promise<void>((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      if (entry.uncompressedSize > tableLimits.sheetBytes || entry.isEncrypted()) {
        const detail = 'The workbook is protected by a password.';
        return reject(entry.isEncrypted() ? new UnreadableTable({ detail }) : tooMuch());
      }
      entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.on('end', resolve);
    zip.on('error', () => reject(damaged()));
    zip.readEntry();
  });
  return entries;
};

/** Opens a workbook that lies somewhere it can be read from in ranges. Its sizes are checked while it unpacks. */
export const openParts = async (read: ReadRange, bytes: number): Promise<Parts> => {
  const zip = await opened(read, bytes);
  const entries = await entriesOf(zip);
  let left: number = tableLimits.sheetBytes;
  return {
    open: (name) => {
      const entry = entries.get(name);
      if (!entry) return Promise.resolve(undefined);
      // All that is read of one workbook, since parts may be packed from the same bytes.
      left -= entry.uncompressedSize;
      if (left < 0) return Promise.reject(tooMuch());
      return new Promise((resolve, reject) => {
        zip.openReadStream(entry, (error, stream) => (error ? reject(damaged()) : resolve(stream)));
      });
    },
  };
};
