import { PhotoType } from '@skein/contracts';
import { z } from 'zod';

/** The photo of a person, whose id is its own: one each. */
export const PhotoRow = z.object({
  _id: z.string(),
  network: z.string(),
  type: PhotoType,
  digest: z.string(),
  /** As the driver gives them. */
  bytes: z.custom<{ readonly buffer: Uint8Array }>(),
  /** The same, small, for lists; photos of before have none. */
  small: z.custom<{ readonly buffer: Uint8Array }>().optional(),
});
export type PhotoRow = z.infer<typeof PhotoRow>;
