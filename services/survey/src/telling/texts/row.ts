import { z } from 'zod';

/** A text as it was read out of a response. Nothing here leads to the response, nor to another text of its author. */
export const TextRow = z.object({
  /** `<survey>.<text id>` */
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  survey: z.string(),
  question: z.string(),
  text: z.string(),
  themes: z.array(z.string()),
  cleared: z.boolean(),
  /** Who last said whether it may be published. */
  clearedBy: z.string().optional(),
  /** The reading that saw it last; a text that a later one does not see is gone. */
  readAt: z.date(),
});
export type TextRow = z.infer<typeof TextRow>;

export const ThemeRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  survey: z.string(),
  question: z.string(),
  name: z.string(),
});
export type ThemeRow = z.infer<typeof ThemeRow>;
