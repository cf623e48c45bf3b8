/** Real pictures of 16 × 8 pixels, made by a browser, and what cameras and programs put into such. */
const picture = (...lines: string[]): Buffer => Buffer.from(lines.join(''), 'base64');

export const jpeg = picture(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1R',
  'V19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2Nj',
  'Y2NjY2NjY2NjY2NjY2P/wAARCAAIABADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAUEAEAAAAAAAAAAAAA',
  'AAAAAAAA/8QAFAEBAAAAAAAAAAAAAAAAAAAABf/EABkRAAIDAQAAAAAAAAAAAAAAAABDBYHBBv/aAAwDAQACEQMRAD8Aio4F',
  'OdbWjM8u8P/Z',
);

export const png = picture(
  'iVBORw0KGgoAAAANSUhEUgAAABAAAAAICAYAAADwdn+XAAAAJ0lEQVR4AeyQoQ0AAAjDmv3/c/kABALDkqkmFY1g9wEblnsB',
  '3DcoAAAA//9LtzGOAAAABklEQVQDALr0H/FxgNKIAAAAAElFTkSuQmCC',
);

export const webp = picture(
  'UklGRjwAAABXRUJQVlA4IDAAAABwAQCdASoQAAgAAsBMJaACdAFAAAD+8Ms//o+//rb//Wh/rb+tt/9tD03//rQTQAA=',
);

/** What no photo that is served may hold. */
export const secret = 'GPS 51.5N 0.1W';

/** A TIFF block as cameras write it, in either byte order: how the picture is turned, and where it was taken. */
export const tiff = (order: 'II' | 'MM', orientation: number): Buffer => {
  const block = Buffer.alloc(26);
  const little = order === 'II';
  const short = (value: number, at: number) =>
    little ? block.writeUInt16LE(value, at) : block.writeUInt16BE(value, at);
  const long = (value: number, at: number) =>
    little ? block.writeUInt32LE(value, at) : block.writeUInt32BE(value, at);
  block.write(order, 0, 'latin1');
  short(42, 2);
  long(8, 4);
  short(1, 8);
  short(0x0112, 10);
  short(3, 12);
  long(1, 14);
  short(orientation, 18);
  return Buffer.concat([block, Buffer.from(secret)]);
};

const segment = (marker: number, content: Buffer | string): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  const body = Buffer.from(content);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
};

/** A JPEG as a phone writes it: with EXIF, XMP, a comment, and a film behind its end. */
export const phoneJpeg = (order: 'II' | 'MM' = 'II', orientation = 6): Buffer =>
  Buffer.concat([
    jpeg.subarray(0, 2),
    segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), tiff(order, orientation)])),
    segment(0xe1, `http://ns.adobe.com/xap/1.0/\0<x>${secret}</x>`),
    segment(0xed, `Photoshop 3.0\0${secret}`),
    segment(0xfe, secret),
    jpeg.subarray(2),
    Buffer.from(`ftypmp4 ${secret}`),
  ]);

const pngChunk = (type: string, content: string): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return Buffer.concat([length, Buffer.from(`${type}${content}`), Buffer.alloc(4)]);
};

/** A PNG with texts, EXIF and something behind its end. */
export const toldPng = Buffer.concat([
  png.subarray(0, 33),
  ...['tEXt', 'zTXt', 'iTXt', 'eXIf', 'prVt'].map((type) => pngChunk(type, secret)),
  png.subarray(33),
  Buffer.from(secret),
]);

const riffChunk = (type: string, content: Buffer): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(content.length);
  return Buffer.concat([Buffer.from(type), length, content, Buffer.alloc(content.length % 2)]);
};

/** An extended WebP with these flags, with EXIF, XMP and a chunk that nobody knows. */
export const toldWebp = (flags = 0x0c): Buffer => {
  const body = Buffer.concat([
    riffChunk('VP8X', Buffer.from([flags, 0, 0, 0, 15, 0, 0, 7, 0, 0])),
    webp.subarray(12),
    ...['EXIF', 'XMP ', 'JUNK'].map((type) => riffChunk(type, Buffer.from(`${secret}!`))),
  ]);
  const head = Buffer.from('RIFF0000WEBP');
  head.writeUInt32LE(body.length + 4, 4);
  return Buffer.concat([head, body]);
};
