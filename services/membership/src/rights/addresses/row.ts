import { z } from 'zod';

/** Another address that somebody wants, until they confirm it: one at a time, the one asked for last. */
export const AddressChangeRow = z.object({
  /** The person's id. */
  _id: z.string(),
  network: z.string(),
  /** Names what its links are for: those of an earlier wish do nothing. */
  change: z.string(),
  email: z.string(),
  askedAt: z.date(),
  forgetAt: z.date(),
});
export type AddressChangeRow = z.infer<typeof AddressChangeRow>;
