import { z } from 'zod';
import { SharedLinkRow } from '../chats/row.ts';

/** What the notes of an earlier meeting told that no other record holds. */
export const PastRow = z.object({
  /** The meeting’s. */
  _id: z.string(),
  network: z.string(),
  community: z.string(),
  /** Of the notes, so that the same ones are not taken in twice. */
  digest: z.string(),
  statements: z.array(
    z.object({
      statement: z.string(),
      marks: z.array(z.object({ score: z.int(), person: z.string().optional() })),
    }),
  ),
  links: z.array(SharedLinkRow),
  takenInAt: z.date(),
});
export type PastRow = z.infer<typeof PastRow>;
