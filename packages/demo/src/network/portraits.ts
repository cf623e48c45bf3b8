import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';

const squares = 8;
const squarePixels = 12;
const side = squares * squarePixels;

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
};

/** A small symmetrical pattern in two colours instead of a face: PNG, 96 × 96 pixels, the same for the same text. */
export const portrait = (text: string): Buffer => {
  const digest = createHash('sha256').update(text).digest();
  const colour = [0, 1, 2].map((place) => 40 + ((digest[place] ?? 0) % 140));
  const ground = [238, 241, 245];
  const rows = Array.from({ length: side }, (_, y) => {
    const pixels = Array.from({ length: side }, (_pixel, x) => {
      const column = Math.floor(x / squarePixels);
      const mirrored = Math.min(column, squares - 1 - column);
      const bit = (digest[3 + Math.floor(y / squarePixels)] ?? 0) >> mirrored;
      return bit & 1 ? colour : ground;
    });
    return Buffer.from([0, ...pixels.flat()]);
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  // Eight bits, one each for three colours.
  header.set([8, 2], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};
