import { PublicationAudience } from '@skein/contracts';
import { z } from 'zod';

/** Telling the audience of published results by letter, as long as it is under way. */
export const ResultLettersRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  publication: z.string(),
  survey: z.string(),
  audience: PublicationAudience,
  /** The last who was told; from there it goes on. */
  cursor: z.string().optional(),
});
export type ResultLettersRow = z.infer<typeof ResultLettersRow>;
