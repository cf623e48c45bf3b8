import { type Cleaned, damaged } from './clean.ts';

const startOfImage = Buffer.from([0xff, 0xd8]);
const endOfImage = Buffer.from([0xff, 0xd9]);
const comment = 0xfe;
const startOfScan = 0xda;
const orientationTag = 0x0112;

const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

const startsWith = (segment: Buffer, text: string): boolean =>
  segment.subarray(4, 4 + text.length).toString('latin1') === text;

/** How the picture is to be turned, 1 to 8, from an EXIF segment (TIFF 6.0 within, either byte order). */
const orientationIn = (segment: Buffer): number | undefined => {
  const tiff = segment.subarray(10);
  if (!startsWith(segment, 'Exif\0\0') || tiff.length < 8) return undefined;
  const little = tiff.subarray(0, 2).toString('latin1') === 'II';
  const short = (at: number): number => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const directory = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  if (directory + 2 > tiff.length) return undefined;
  const entries = short(directory);
  for (
    let entry = directory + 2;
    entry < directory + 2 + entries * 12 && entry + 12 <= tiff.length;
    entry += 12
  ) {
    if (short(entry) === orientationTag) return short(entry + 8);
  }
  return undefined;
};

/** An EXIF segment that says how the picture is to be turned and nothing else. */
const exifOf = (orientation: number): Buffer => {
  const segment = Buffer.alloc(36);
  segment.writeUInt16BE(0xffe1, 0);
  segment.writeUInt16BE(34, 2);
  segment.write('Exif\0\0MM\0*', 4, 'latin1');
  segment.writeUInt32BE(8, 14);
  segment.writeUInt16BE(1, 18);
  segment.writeUInt16BE(orientationTag, 20);
  segment.writeUInt16BE(3, 22);
  segment.writeUInt32BE(1, 24);
  segment.writeUInt16BE(orientation, 28);
  return segment;
};

/** What is kept of a segment: what the decoder needs, colours included; no application's data, no thumbnail. */
const keptOf = (marker: number, segment: Buffer): Buffer | undefined => {
  if (marker === 0xe0 && startsWith(segment, 'JFIF\0') && segment.length >= 18) {
    const plain = Buffer.from(segment.subarray(0, 18));
    plain.writeUInt16BE(16, 2);
    plain.writeUInt16BE(0, 16);
    return plain;
  }
  if (marker === 0xe2) return startsWith(segment, 'ICC_PROFILE\0') ? segment : undefined;
  if (marker === 0xee) return startsWith(segment, 'Adobe') ? segment : undefined;
  return (marker >= 0xe0 && marker <= 0xef) || marker === comment ? undefined : segment;
};

/** Where the compressed data that begin at `from` end: at the next marker that is not part of them. */
const endOfScan = (bytes: Buffer, from: number): number => {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  return bytes.length;
};

interface Segment {
  readonly marker: number;
  /** With its marker and length. */
  readonly bytes: Buffer;
  /** The compressed data after it; empty but for scans. */
  readonly data: Buffer;
}

/** The segment that begins here; undefined where it does not end within the file. */
const segmentAt = (bytes: Buffer, at: number): Segment | undefined => {
  const marker = bytes[at + 1] ?? 0;
  const end = at + 4 <= bytes.length ? at + 2 + bytes.readUInt16BE(at + 2) : Number.POSITIVE_INFINITY;
  if (end > bytes.length || end < at + 4) return undefined;
  const next = marker === startOfScan ? endOfScan(bytes, end) : end;
  return { marker, bytes: bytes.subarray(at, end), data: bytes.subarray(end, next) };
};

/** The segments up to the end of the image; undefined where they do not reach it. */
const segmentsOf = (bytes: Buffer): Segment[] | undefined => {
  const segments: Segment[] = [];
  let at = startOfImage.length;
  while (bytes[at] === 0xff) {
    if (bytes[at + 1] === 0xd9) return segments;
    // A marker may be led by any number of these.
    if (bytes[at + 1] === 0xff) at += 1;
    else {
      const segment = segmentAt(bytes, at);
      if (!segment) return undefined;
      segments.push(segment);
      at += segment.bytes.length + segment.data.length;
    }
  }
  return undefined;
};

/** A JPEG (ITU T.81) without what applications wrote into it; what follows its end, a film for one, is left too. */
export const cleanJpeg = (bytes: Buffer): Cleaned => {
  const segments = segmentsOf(bytes) ?? [];
  const frame = segments.find((segment) => isFrame(segment.marker) && segment.bytes.length >= 9);
  if (!frame || !segments.some(({ marker }) => marker === startOfScan)) return damaged;
  const exif = segments.find(({ marker }) => marker === 0xe1);
  const orientation = (exif && orientationIn(exif.bytes)) ?? 1;
  const turned = orientation > 1 && orientation <= 8 ? [exifOf(orientation)] : [];
  const kept = segments.flatMap((segment) => {
    const part = keptOf(segment.marker, segment.bytes);
    return part ? [part, segment.data] : [];
  });
  return {
    bytes: Buffer.concat([startOfImage, ...turned, ...kept, endOfImage]),
    height: frame.bytes.readUInt16BE(5),
    width: frame.bytes.readUInt16BE(7),
  };
};
