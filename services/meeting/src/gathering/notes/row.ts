import { z } from 'zod';

/** One change of a note, or several that were joined; all of an item’s together are what is written about it. */
export const NoteUpdateRow = z.object({
  _id: z.string(),
  network: z.string(),
  meeting: z.string(),
  community: z.string(),
  /** The item; the meeting itself for what is written about all of it. */
  item: z.string(),
  update: z.custom<{ readonly buffer: Uint8Array }>(),
  bytes: z.int(),
  /** It came as it is, and is to be joined with the others. */
  fresh: z.literal(true).optional(),
  /** What the joined ones say, for who looks through texts. */
  text: z.string().optional(),
});
export type NoteUpdateRow = z.infer<typeof NoteUpdateRow>;
