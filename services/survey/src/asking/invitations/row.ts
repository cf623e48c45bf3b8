import { CommunityRole } from '@skein/contracts';
import { z } from 'zod';

/** One person asked in one survey. `_id` is the link's id: all that a token, and so a response, knows of the person. */
export const InvitationRow = z.object({
  _id: z.string(),
  network: z.string(),
  survey: z.string(),
  person: z.string(),
  /** In which community they are asked, where they are in one. */
  community: z.string().optional(),
  /** Their role there. */
  role: CommunityRole.optional(),
  /** They are no member, and `person` is who they are in this survey alone. */
  stranger: z.literal(true).optional(),
  /** They want no more letters about it. */
  silent: z.literal(true).optional(),
  /** A ballot was replaced for it: that is done once. */
  replaced: z.literal(true).optional(),
});
export type InvitationRow = z.infer<typeof InvitationRow>;

/**
 * That an invitation to an anonymous survey has had its ballot: the hash of the blinded one that was signed for it. It
 * joins nothing: blinded, a ballot is any number whatever with the same chance, be it whose it may.
 */
export const BallotMarkRow = z.object({
  /** The invitation. */
  _id: z.string(),
  network: z.string(),
  survey: z.string(),
  ballot: z.string(),
});
export type BallotMarkRow = z.infer<typeof BallotMarkRow>;

/**
 * A link that was answered with: one response each. In a confidential survey nothing here leads to the response, nor
 * from the response here. That this holds is on trust: whoever runs the database and reads the queue as it passes
 * could join the two. What they could not, is the blind-signed mode's to give.
 */
export const UsedLinkRow = z.object({ _id: z.string(), network: z.string(), survey: z.string() });
export type UsedLinkRow = z.infer<typeof UsedLinkRow>;
