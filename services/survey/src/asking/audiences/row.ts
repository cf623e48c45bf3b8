import { z } from 'zod';

const Address = z.object({ email: z.string(), language: z.string().optional() });

/** Part of a list of people or addresses that a survey is to ask; gone once they are written down. */
export const PartRow = z.object({
  /** `<survey>.<number>`, of one length, so that they sort as the list does. */
  _id: z.string(),
  network: z.string(),
  survey: z.string(),
  people: z.array(z.string()).optional(),
  addresses: z.array(Address).optional(),
});
export type PartRow = z.infer<typeof PartRow>;

/** Where somebody who is no member is written to about one survey: the one place that holds their address. */
export const AddressRow = z.object({
  /** The invitation. */
  _id: z.string(),
  network: z.string(),
  survey: z.string(),
  /** Who they are in this survey, and nowhere else. */
  person: z.string(),
  ...Address.shape,
});
export type AddressRow = z.infer<typeof AddressRow>;

/** An address that no survey writes to any more, by its hash alone. */
export const SilentRow = z.object({ _id: z.string(), network: z.string(), since: z.date() });
export type SilentRow = z.infer<typeof SilentRow>;
