import { z } from 'zod';

/** What stands in an address for whose answers come to it. */
export const ReplyAddressRow = z.object({
  /** Of letters and digits alone, in lower case, since some programs write an address anew in other letters. */
  _id: z.string(),
  network: z.string(),
  person: z.string(),
  since: z.date(),
});
export type ReplyAddressRow = z.infer<typeof ReplyAddressRow>;
