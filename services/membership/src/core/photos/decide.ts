import { type PhotoType, photoLimits, type Refusal, refuse } from '@skein/contracts';
import type { Cleaned } from './clean.ts';
import { cleanJpeg } from './jpeg.ts';
import { cleanPng } from './png.ts';
import { cleanWebp } from './webp.ts';

const begins = (bytes: Buffer, text: string, at = 0): boolean =>
  bytes.subarray(at, at + text.length).toString('latin1') === text;

const taken: readonly {
  type: PhotoType;
  is: (bytes: Buffer) => boolean;
  clean: (bytes: Buffer) => Cleaned;
}[] = [
  { type: 'image/jpeg', is: (bytes) => begins(bytes, '\xff\xd8\xff'), clean: cleanJpeg },
  { type: 'image/png', is: (bytes) => begins(bytes, '\x89PNG\r\n\x1a\n'), clean: cleanPng },
  { type: 'image/webp', is: (bytes) => begins(bytes, 'RIFF') && begins(bytes, 'WEBP', 8), clean: cleanWebp },
];

// What people send instead, so that they are told what it is.
const others: readonly (readonly [name: string, is: (bytes: Buffer) => boolean])[] = [
  ['GIF', (bytes) => begins(bytes, 'GIF8')],
  ['HEIC', (bytes) => /^ftyp(hei|hev|mif1|msf1)/.test(bytes.subarray(4, 12).toString('latin1'))],
  ['AVIF', (bytes) => begins(bytes, 'ftypavi', 4)],
  ['TIFF', (bytes) => begins(bytes, 'II*\0') || begins(bytes, 'MM\0*')],
  ['BMP', (bytes) => begins(bytes, 'BM')],
  ['PDF', (bytes) => begins(bytes, '%PDF')],
  ['SVG or HTML', (bytes) => /^\s*</.test(bytes.subarray(0, 64).toString('utf8').replace('\ufeff', ''))],
];

/** A photo as it may be served: known by its bytes, whatever it was called, and with nothing in it but the picture. */
export const takePhoto = (bytes: Buffer): { type: PhotoType; bytes: Buffer } | Refusal => {
  if (bytes.length === 0) return refuse('invalid-request', 'Send the photo as the body.');
  const format = taken.find(({ is }) => is(bytes));
  if (!format) {
    const name = others.find(([, is]) => is(bytes))?.[0];
    const what = name ? `This is ${name}` : 'This is no picture that is known here';
    return refuse('unsupported-media-type', `${what}: JPEG, PNG and WebP are taken.`);
  }
  const cleaned = format.clean(bytes);
  const name = format.type.slice('image/'.length).toUpperCase();
  if ('wrong' in cleaned) return refuse('invalid-request', `The ${name} ${cleaned.wrong}.`);
  const { width, height } = cleaned;
  const { pixels } = photoLimits;
  if (width < 1 || height < 1 || width > pixels || height > pixels) {
    return refuse(
      'invalid-request',
      `The photo has ${width} × ${height} pixels; at most ${pixels} × ${pixels} are taken.`,
    );
  }
  return { type: format.type, bytes: cleaned.bytes };
};
