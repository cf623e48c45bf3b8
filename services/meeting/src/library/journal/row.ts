import { z } from 'zod';

/** What a member wrote into their own journal. */
export const JournalRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  person: z.string(),
  title: z.string(),
  text: z.string(),
  meeting: z.string().optional(),
  case: z.string().optional(),
  /** Whose members read it too. */
  community: z.string().optional(),
  /** Who reads it too. */
  weaver: z.string().optional(),
  writtenAt: z.date(),
});
export type JournalRow = z.infer<typeof JournalRow>;
