import { z } from 'zod';

/**
 * Another address for somebody: wanted until they confirm it, then done. Kept for as long as the old address may keep
 * it from coming, or have it back.
 */
export const AddressChangeRow = z.object({
  /** Names what its links are for. */
  _id: z.string(),
  network: z.string(),
  person: z.string(),
  /** The address they had, which may have it back. */
  from: z.string(),
  email: z.string(),
  askedAt: z.date(),
  doneAt: z.date().optional(),
  /** When the letter is due, or due again, that tells the old address that it is done. */
  letterDueAt: z.date().optional(),
  forgetAt: z.date(),
});
export type AddressChangeRow = z.infer<typeof AddressChangeRow>;
