import { type PhotoType, photoLimits, type Refusal, refuse } from '@skein/contracts';

const begins = (bytes: Buffer, text: string, at = 0): boolean =>
  bytes.subarray(at, at + text.length).toString('latin1') === text;

const taken: readonly (readonly [type: PhotoType, is: (bytes: Buffer) => boolean])[] = [
  ['image/jpeg', (bytes) => begins(bytes, '\xff\xd8\xff')],
  ['image/png', (bytes) => begins(bytes, '\x89PNG\r\n\x1a\n')],
  ['image/webp', (bytes) => begins(bytes, 'RIFF') && begins(bytes, 'WEBP', 8)],
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

/** What kind of picture this is, by its bytes, whatever it was called; or why it is none that is taken. */
export const kindOf = (bytes: Buffer): PhotoType | Refusal => {
  if (bytes.length === 0) return refuse('invalid-request', 'Send the photo as the body.');
  const kind = taken.find(([, is]) => is(bytes))?.[0];
  if (kind) return kind;
  const name = others.find(([, is]) => is(bytes))?.[0];
  const what = name ? `This is ${name}` : 'This is no picture that is known here';
  return refuse('unsupported-media-type', `${what}: JPEG, PNG and WebP are taken.`);
};

const named = (kind: PhotoType): string => kind.slice('image/'.length).toUpperCase();

export const damaged = (kind: PhotoType): Refusal =>
  refuse('invalid-request', `The ${named(kind)} is damaged or cut short.`);

interface Measured {
  readonly width: number;
  readonly height: number;
  readonly pages?: number | undefined;
}

/** Why a picture of this size is not taken. */
export const misfit = (kind: PhotoType, { width, height, pages = 1 }: Measured): Refusal | undefined => {
  if (pages > 1) return refuse('invalid-request', `The ${named(kind)} moves; a still picture is taken.`);
  const { pixels } = photoLimits;
  if (width <= pixels && height <= pixels) return undefined;
  return refuse(
    'invalid-request',
    `The photo has ${width} × ${height} pixels; at most ${pixels} × ${pixels} are taken.`,
  );
};
