import { type Cleaned, damaged } from './clean.ts';

const needed = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ICCP']);
const animated = 0x02;
const holdsMetadata = 0x08 | 0x04;

const sizeIn = (type: string, data: Buffer): { width: number; height: number } | undefined => {
  if (type === 'VP8X' && data.length >= 10) {
    return { width: data.readUIntLE(4, 3) + 1, height: data.readUIntLE(7, 3) + 1 };
  }
  if (type === 'VP8L' && data.length >= 5) {
    const bits = data.readUInt32LE(1);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (type === 'VP8 ' && data.length >= 10) {
    return { width: data.readUInt16LE(6) & 0x3fff, height: data.readUInt16LE(8) & 0x3fff };
  }
  return undefined;
};

interface Chunk {
  readonly type: string;
  /** With its type, length and padding; a copy. */
  readonly bytes: Buffer;
  readonly data: Buffer;
}

const chunksOf = (bytes: Buffer): Chunk[] | undefined => {
  const chunks: Chunk[] = [];
  const stop = 8 + bytes.readUInt32LE(4);
  if (stop > bytes.length) return undefined;
  let at = 12;
  while (at + 8 <= stop) {
    const length = bytes.readUInt32LE(at + 4);
    const end = at + 8 + length + (length % 2);
    if (end > stop) return undefined;
    const chunk = Buffer.from(bytes.subarray(at, end));
    chunks.push({
      type: chunk.subarray(0, 4).toString('latin1'),
      bytes: chunk,
      data: chunk.subarray(8, 8 + length),
    });
    at = end;
  }
  return chunks;
};

/** A WebP (RFC 9649) without EXIF, XMP and chunks that nobody knows. */
export const cleanWebp = (bytes: Buffer): Cleaned => {
  const chunks = (bytes.length >= 12 && chunksOf(bytes)) || [];
  const pictures = chunks.filter(({ type }) => type === 'VP8 ' || type === 'VP8L');
  const flags = chunks.find(({ type }) => type === 'VP8X')?.data;
  if ((flags?.[0] ?? 0) & animated) return { wrong: 'moves; a still picture is taken' };
  const sizes = chunks.flatMap(({ type, data }) => sizeIn(type, data) ?? []);
  if (pictures.length !== 1 || sizes.length === 0) return damaged;
  if (flags?.length) flags[0] = (flags[0] ?? 0) & ~holdsMetadata;
  const body = Buffer.concat(chunks.filter(({ type }) => needed.has(type)).map((chunk) => chunk.bytes));
  const head = Buffer.alloc(12);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(body.length + 4, 4);
  head.write('WEBP', 8, 'latin1');
  const width = Math.max(...sizes.map((size) => size.width));
  const height = Math.max(...sizes.map((size) => size.height));
  return { bytes: Buffer.concat([head, body]), width, height };
};
