import { CommunityRole } from '@skein/contracts';
import { z } from 'zod';

/** An invitation into a community. The address is kept only while it is open. */
export const InvitationRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  status: z.enum(['open', 'accepted', 'declined', 'withdrawn', 'closed']),
  community: z.string(),
  role: CommunityRole,
  email: z.string().optional(),
  person: z.string().optional(),
  message: z.string().optional(),
  invitedBy: z.string(),
  invitedAt: z.date(),
  expiresAt: z.date(),
  letter: z.enum(['due', 'sent', 'failed']),
  letterDueAt: z.date(),
  letterAttempts: z.int(),
  /** The whole row is forgotten then. */
  forgetAt: z.date(),
});
export type InvitationRow = z.infer<typeof InvitationRow>;

/** A community that was closed, whose open invitations and requests to join are to be closed too. */
export const ClosingRow = z.object({
  /** The community's id. */
  _id: z.string(),
  network: z.string(),
});
export type ClosingRow = z.infer<typeof ClosingRow>;
