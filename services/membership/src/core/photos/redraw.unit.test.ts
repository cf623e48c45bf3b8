import { isRefusal } from '@skein/contracts';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { jpeg, phoneJpeg, png, secret, toldPng, toldWebp, webp } from '../../testing/pictures.ts';
import { redraw } from './redraw.ts';

const drawn = async (bytes: Buffer) => {
  const photo = await redraw(bytes);
  if (isRefusal(photo)) throw new Error(photo.detail);
  return photo;
};

const sizeOf = async (bytes: Buffer) => {
  const { width, height, format } = await sharp(bytes).metadata();
  return { width, height, format };
};

describe('a photo', () => {
  it.each([
    ['JPEG', jpeg],
    ['PNG', png],
    ['WebP', webp],
    ['JPEG of a phone', phoneJpeg('II', 1)],
    ['PNG that tells', toldPng],
    ['WebP that tells', toldWebp()],
  ])('is drawn anew, with nothing in it but the picture: %s', async (_kind, bytes) => {
    const { bytes: large, small } = await drawn(bytes);
    expect(await sizeOf(large)).toEqual({ width: 16, height: 8, format: 'webp' });
    expect(await sizeOf(small)).toEqual({ width: 128, height: 128, format: 'webp' });
    for (const one of [large, small]) {
      expect(one.includes(secret)).toBe(false);
      const { exif, xmp, iptc, icc } = await sharp(one).metadata();
      expect({ exif, xmp, iptc, icc }).toEqual({});
    }
  });

  it.each(['II', 'MM'] as const)('stands upright, however the phone was held: %s', async (order) => {
    const { bytes } = await drawn(phoneJpeg(order, 6));
    expect(await sizeOf(bytes)).toMatchObject({ width: 8, height: 16 });
  });

  it('is no larger than it is shown', async () => {
    const screen = sharp({ create: { width: 3000, height: 1500, channels: 3, background: 'teal' } });
    const { bytes } = await drawn(await screen.jpeg().toBuffer());
    expect(await sizeOf(bytes)).toMatchObject({ width: 640, height: 320 });
  });

  it.each([
    ['GIF', Buffer.from('GIF89a…')],
    ['HEIC', Buffer.from('\0\0\0\x18ftypheic')],
    ['AVIF', Buffer.from('\0\0\0\x18ftypavif')],
    ['TIFF', Buffer.from('II*\0')],
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
    ['PDF', Buffer.from('%PDF-1.7')],
    ['no picture', Buffer.from('hello')],
  ])('of another kind is refused by its name: %s', async (name, bytes) => {
    const refused = await redraw(bytes);
    expect(refused).toMatchObject({ refused: 'unsupported-media-type' });
    expect(isRefusal(refused) && refused.detail).toContain(name);
  });

  it('that is larger than a screen, or is nothing, is refused', async () => {
    const wide = Buffer.from(png);
    wide.writeUInt32BE(5000, 16);
    const refused = await redraw(wide);
    expect(refused).toMatchObject({ refused: 'invalid-request' });
    expect(await redraw(Buffer.alloc(0))).toMatchObject({ refused: 'invalid-request' });
  });

  it.each([
    ['JPEG', jpeg],
    ['PNG', png],
    ['WebP', webp],
  ])('cut short is refused, or still a picture alone: %s', async (_name, whole) => {
    for (let length = 4; length < whole.length; length += 7) {
      const photo = await redraw(whole.subarray(0, length));
      if (!isRefusal(photo)) expect(await sizeOf(photo.bytes)).toMatchObject({ format: 'webp' });
    }
  });
});
