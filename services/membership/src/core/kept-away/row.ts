import { z } from 'zod';

/** Why an address stays away: whoever had it was erased, or asked never to be written to. */
export const AwayReason = z.enum(['erased', 'never-again']);
export type AwayReason = z.infer<typeof AwayReason>;

/** An address that nobody but whoever has it brings back; by its keyed hash alone. */
export const AwayRow = z.object({
  _id: z.string(),
  network: z.string(),
  why: AwayReason,
  since: z.date(),
});
export type AwayRow = z.infer<typeof AwayRow>;

/** An address that a member had before, by its keyed hash: an old list may still name it. */
export const FormerAddressRow = z.object({ _id: z.string(), network: z.string(), person: z.string() });
export type FormerAddressRow = z.infer<typeof FormerAddressRow>;

/** That somebody declined to come into a community, by a keyed hash of both: for so long nobody invites them there. */
export const DeclinedRow = z.object({ _id: z.string(), network: z.string(), until: z.date() });
export type DeclinedRow = z.infer<typeof DeclinedRow>;

/** The key of the hashes. Without it nobody can find out an address by trying all there are. */
export const AddressKeyRow = z.object({ _id: z.literal('current'), key: z.string() });
export type AddressKeyRow = z.infer<typeof AddressKeyRow>;
