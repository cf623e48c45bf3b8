import { isRefusal, photoSides, type Refusal } from '@skein/contracts';
import sharp from 'sharp';
import { damaged, kindOf, misfit } from './decide.ts';

// A photo now and then: nothing of it is worth keeping in memory, or more than one processor.
sharp.cache(false);
sharp.concurrency(1);

/** A photo as it is stored: drawn anew, so that it holds the picture and nothing else, in two sizes. */
export interface Redrawn {
  readonly type: 'image/webp';
  readonly bytes: Buffer;
  readonly small: Buffer;
}

/** Draws a photo anew, upright and no larger than it is shown; what a camera wrote beside the picture is left behind. */
export const redraw = async (sent: Buffer): Promise<Redrawn | Refusal> => {
  const kind = kindOf(sent);
  if (isRefusal(kind)) return kind;
  const picture = sharp(sent, { limitInputPixels: false, failOn: 'error' });
  try {
    const wrong = misfit(kind, await picture.metadata());
    if (wrong) return wrong;
    const drawn = (side: number, fit: 'inside' | 'cover'): Promise<Buffer> =>
      picture
        .clone()
        .autoOrient()
        .resize({ width: side, height: side, fit, withoutEnlargement: fit === 'inside' })
        .webp({ quality: 82 })
        .toBuffer();
    return {
      type: 'image/webp',
      bytes: await drawn(photoSides.large, 'inside'),
      small: await drawn(photoSides.small, 'cover'),
    };
  } catch {
    return damaged(kind);
  }
};
