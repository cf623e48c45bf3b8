import { PhotoType } from '@skein/contracts';
import { Binary } from 'mongodb';
import { z } from 'zod';

/** The photo of a person, whose id is its own: one each. */
export const PhotoRow = z.object({
  _id: z.string(),
  network: z.string(),
  type: PhotoType,
  digest: z.string(),
  bytes: z.instanceof(Binary),
});
export type PhotoRow = z.infer<typeof PhotoRow>;
