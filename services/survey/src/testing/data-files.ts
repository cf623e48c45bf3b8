import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BSON } from 'mongodb';
import type { Found } from './dump.ts';

/*
 * Reads what MongoDB's storage engine, WiredTiger, has on the disk, as somebody may who takes the disk: each row and
 * each key of an index, with the moment at which it was written, and what lies in blocks that are no longer in use.
 */

const [blockSize, headerSize, rowLeaf, isCompressed, uncompressed] = [4096, 40, 7, 0x01, 64];

/** Reads bytes one after another. */
const readerOf = (bytes: Buffer) => {
  let at = 0;
  const next = (): number => bytes[at++] ?? 0;
  return {
    next,
    done: (): boolean => at >= bytes.length,
    littleEndian: (count: number): number => {
      at += count;
      return bytes.readUIntLE(at - count, count);
    },
    take: (count: number): Buffer => {
      at += count;
      return bytes.subarray(at - count, at);
    },
    /** A packed number, as `intpack.i` of WiredTiger has it. */
    packed: (): bigint => {
      const first = next();
      if ((first & 0xc0) === 0x80) return BigInt(first & 0x3f);
      if ((first & 0xe0) === 0xc0) return BigInt(((first & 0x1f) << 8) | next()) + 64n;
      let value = 0n;
      for (let left = first & 0x0f; left > 0; left -= 1) value = (value << 8n) | BigInt(next());
      return value + 8256n;
    },
  };
};
type Bytes = ReturnType<typeof readerOf>;

/** How many bytes a tag of Snappy has copied, and from how far back. */
const copyOf = (tag: number, bytes: Bytes): [size: number, offset: number] => {
  if ((tag & 3) === 1) return [((tag >> 2) & 7) + 4, ((tag >> 5) << 8) | bytes.next()];
  return [(tag >> 2) + 1, bytes.littleEndian((tag & 3) === 2 ? 2 : 4)];
};

/** Snappy's block format, as its format description has it. */
const unsnappy = (source: Buffer): Buffer => {
  const bytes = readerOf(source);
  let length = 0;
  for (let [shift, byte] = [0, 0x80]; byte & 0x80; shift += 7) {
    byte = bytes.next();
    length |= (byte & 0x7f) << shift;
  }
  const out = Buffer.alloc(length);
  for (let end = 0; end < length && !bytes.done(); ) {
    const tag = bytes.next();
    if ((tag & 3) === 0) {
      const short = tag >> 2;
      const size = (short < 60 ? short : bytes.littleEndian(short - 59)) + 1;
      end += bytes.take(size).copy(out, end);
      continue;
    }
    const [size, offset] = copyOf(tag, bytes);
    for (let left = size; left > 0; left -= 1, end += 1) out[end] = out[end - offset] ?? 0;
  }
  return out;
};

/** The pages of a file: at any block one may begin, be it in use or not. */
const pagesIn = (file: Buffer): Buffer[] => {
  const pages: Buffer[] = [];
  for (let at = blockSize; at + headerSize < file.length; at += blockSize) {
    const [type, flags, size] = [file[at + 24], file[at + 25] ?? 0, file.readUInt32LE(at + 28)];
    if (type !== rowLeaf || size % blockSize !== 0 || size === 0 || at + size > file.length) continue;
    const page = file.subarray(at, at + size);
    if (!(flags & isCompressed)) {
      pages.push(page.subarray(headerSize, file.readUInt32LE(at + 16)));
      continue;
    }
    const packed = Number(page.readBigUInt64LE(uncompressed));
    const rest = page.subarray(uncompressed + 8, uncompressed + 8 + packed);
    const whole = Buffer.concat([page.subarray(0, uncompressed), unsnappy(rest)]);
    pages.push(whole.subarray(headerSize, file.readUInt32LE(at + 16)));
  }
  return pages;
};

interface Cell {
  readonly isKey: boolean;
  readonly prefix: number;
  readonly data: Buffer;
  /** MongoDB's timestamp of the write: seconds, and a count within the second. */
  readonly at: bigint;
}

const keyTypes = [5, 7];
const valueType = 8;
const hasStart = 0x08;
/** The moments and transactions that may stand with a value, in their order. */
const times = [hasStart, 0x20, 0x02, 0x10, 0x40, 0x04];

/** When a value was written, as far as it still says so. */
const startIn = (flags: number, bytes: Bytes): bigint => {
  const found = times.filter((bit) => flags & bit).map((bit) => [bit, bytes.packed()] as const);
  return found.find(([bit]) => bit === hasStart)?.[1] ?? 0n;
};

const longCell = (first: number, bytes: Bytes): Cell | undefined => {
  const type = first >> 4;
  // The others hold nothing of rows here.
  if (type !== valueType && !keyTypes.includes(type)) return undefined;
  const isKey = type !== valueType;
  const prefix = type === 7 ? bytes.next() : 0;
  const at = startIn(first & 0x08 ? bytes.next() : 0, bytes);
  if (first & 0x04) bytes.packed();
  // What would have been a short cell is not written so: so its length begins there.
  const most = isKey || !(first & 0x0c) ? 64 : 0;
  return { isKey, prefix, data: bytes.take(Number(bytes.packed()) + most), at };
};

/** The cells of a page, one after another, as `cell.h` of WiredTiger describes them. */
function* cellsIn(page: Buffer): Generator<Cell> {
  const bytes = readerOf(page);
  while (!bytes.done()) {
    const first = bytes.next();
    const short = first & 3;
    if (short !== 0) {
      const prefix = short === 2 ? bytes.next() : 0;
      yield { isKey: short !== 3, prefix, data: bytes.take(first >> 2), at: 0n };
      continue;
    }
    const cell = longCell(first, bytes);
    if (!cell) return;
    yield cell;
  }
}

const rowOf = (data: Buffer): object | undefined => {
  try {
    return BSON.deserialize(data);
  } catch {
    return undefined;
  }
};

/** What stands in a page: rows, or keys of an index, with the moment of each. */
const writtenIn = (
  page: Buffer,
): { readonly at: bigint; readonly value: object; readonly text: string }[] => {
  const found: { at: bigint; value: object; text: string }[] = [];
  let key = Buffer.alloc(0);
  for (const { isKey, prefix, data, at } of cellsIn(page)) {
    if (isKey) {
      key = Buffer.concat([key.subarray(0, prefix), data]);
      continue;
    }
    const row = rowOf(data);
    const value = row ?? { key: key.toString('latin1') };
    found.push({ at, value, text: row ? JSON.stringify(row) : key.toString('latin1') });
  }
  return found;
};

/**
 * All that lies in the files of collections and indexes, those of one file in the order in which it was written. `except`
 * are files left out, by the beginnings of their names.
 */
export const foundOnDisk = (folder: string, except: readonly string[] = []): Found[] =>
  readdirSync(folder)
    .filter((name) => /^(collection|index)-.*\.wt$/.test(name))
    .filter((name) => !except.some((left) => name.startsWith(left)))
    .flatMap((name) =>
      pagesIn(readFileSync(join(folder, name)))
        .flatMap(writtenIn)
        .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
        .map(({ value, text }) => ({ place: name, value, text })),
    );
