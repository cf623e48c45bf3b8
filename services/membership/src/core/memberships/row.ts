import { CommunityRole } from '@skein/contracts';
import { z } from 'zod';

/** A person's place in a community. It stays when they leave, without a role, so that its version goes on. */
export const MembershipRow = z.object({
  /** `<person>.<community>` */
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  person: z.string(),
  community: z.string(),
  role: CommunityRole.optional(),
  /** An import put them here and was taken back: they did not leave by themselves. */
  takenBack: z.literal(true).optional(),
  since: z.date(),
  /** Of somebody who left: since when they had belonged, so that taking it back at once loses nothing. */
  before: z.date().optional(),
});
export type MembershipRow = z.infer<typeof MembershipRow>;
