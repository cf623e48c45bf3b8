import { isRefusal } from '@skein/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jpeg, phoneJpeg, png, secret, toldPng, toldWebp, webp } from '../../testing/pictures.ts';
import { takePhoto } from './decide.ts';

const taken = (bytes: Buffer) => {
  const photo = takePhoto(bytes);
  if (isRefusal(photo)) throw new Error(photo.detail);
  return photo;
};

describe('a photo', () => {
  it.each([
    ['image/jpeg', jpeg],
    ['image/png', png],
    ['image/webp', webp],
  ])('that is nothing but a picture stays as it is: %s', (type, bytes) => {
    expect(taken(bytes).type).toBe(type);
    expect(taken(bytes).bytes.equals(bytes)).toBe(true);
  });

  it.each([
    ['image/jpeg', phoneJpeg('II', 1), jpeg],
    ['image/png', toldPng, png],
  ])('loses everything but the picture: %s', (type, told, bytes) => {
    expect(told.includes(secret)).toBe(true);
    expect(taken(told).type).toBe(type);
    expect(taken(told).bytes.equals(bytes)).toBe(true);
  });

  it('of WebP loses what it tells, and no longer says that it does', () => {
    const { bytes } = taken(toldWebp());
    expect(bytes.includes(secret)).toBe(false);
    expect(bytes[20]).toBe(0);
    expect(bytes.readUInt32LE(4)).toBe(bytes.length - 8);
    expect(bytes.includes(webp.subarray(12))).toBe(true);
  });

  it.each(['II', 'MM'] as const)('keeps how a phone was held, and not where: %s', (order) => {
    const { bytes } = taken(phoneJpeg(order, 6));
    expect(bytes.includes(secret)).toBe(false);
    const exif = bytes.indexOf('Exif');
    expect(bytes.readUInt16BE(exif + 24)).toBe(6);
    expect(bytes.indexOf('Exif', exif + 1)).toBe(-1);
    expect(taken(bytes).bytes.equals(bytes)).toBe(true);
  });

  it.each([
    ['GIF', Buffer.from('GIF89a…')],
    ['HEIC', Buffer.from('\0\0\0\x18ftypheic')],
    ['AVIF', Buffer.from('\0\0\0\x18ftypavif')],
    ['TIFF', Buffer.from('II*\0')],
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
    ['PDF', Buffer.from('%PDF-1.7')],
    ['no picture', Buffer.from('hello')],
  ])('of another kind is refused by its name: %s', (name, bytes) => {
    const refused = takePhoto(bytes);
    expect(refused).toMatchObject({ refused: 'unsupported-media-type' });
    expect(isRefusal(refused) && refused.detail).toContain(name);
  });

  it('that moves, or is larger than a screen, or is nothing, is refused', () => {
    expect(takePhoto(toldWebp(0x02))).toMatchObject({ refused: 'invalid-request' });
    const wide = Buffer.from(png);
    wide.writeUInt32BE(5000, 16);
    expect(takePhoto(wide)).toMatchObject({
      refused: 'invalid-request',
      detail: expect.stringContaining('5000'),
    });
    expect(takePhoto(Buffer.alloc(0))).toMatchObject({ refused: 'invalid-request' });
  });

  it.each([
    ['JPEG', phoneJpeg()],
    ['PNG', toldPng],
    ['WebP', toldWebp()],
  ])('cut short anywhere is refused or still holds nothing but a picture: %s', (_name, whole) => {
    for (let length = 0; length < whole.length; length += 1) {
      const photo = takePhoto(whole.subarray(0, length));
      if (!isRefusal(photo)) expect(photo.bytes.includes(secret)).toBe(false);
    }
  });

  it('with any byte changed never breaks the reader', () => {
    const pictures = fc.constantFrom(phoneJpeg(), toldPng, toldWebp());
    const change = fc.tuple(fc.nat(1200), fc.nat(255));
    fc.assert(
      fc.property(pictures, fc.array(change, { minLength: 1, maxLength: 8 }), (whole, changes) => {
        const bytes = Buffer.from(whole);
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        takePhoto(bytes);
      }),
      { numRuns: 2000 },
    );
  });
});
