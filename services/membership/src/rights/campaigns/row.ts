import { CampaignAudience, CampaignStatus, ConsentPurpose } from '@skein/contracts';
import { z } from 'zod';

/** A re-consent campaign, and how far its present task over its people has come. */
export const CampaignRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  status: CampaignStatus,
  title: z.string(),
  text: z.string(),
  purpose: ConsentPurpose,
  textVersion: z.string(),
  audience: CampaignAudience,
  deadline: z.date(),
  reminders: z.array(z.int()),
  startedAt: z.date().optional(),
  closedAt: z.date().optional(),
  /** Whether everyone of the audience is invited. */
  allInvited: z.boolean(),
  /** The reminders that went out, in days before the deadline. */
  reminded: z.array(z.int()),
  /** The last person that the present task has come to. */
  cursor: z.string().optional(),
});
export type CampaignRow = z.infer<typeof CampaignRow>;
