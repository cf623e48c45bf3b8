import { ContactChannel, ProspectOutcome, ProspectStage } from '@skein/contracts';
import { z } from 'zod';

/** Somebody who might become a member. */
export const ProspectRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  name: z.string(),
  /** In lower case, as every address: by it they are found when they ask what is held about them. */
  email: z.string().optional(),
  contact: z.string().optional(),
  source: z.string(),
  community: z.string().optional(),
  owner: z.string(),
  channel: ContactChannel.optional(),
  due: z.string().optional(),
  /** The day on which the contacter is to be reminded; gone once they were. */
  remindOn: z.string().optional(),
  contacts: z.array(z.object({ at: z.date(), by: z.string(), channel: ContactChannel, note: z.string() })),
  outcome: ProspectOutcome.optional(),
  person: z.string().optional(),
  addedAt: z.date(),
  forgetAt: z.date(),
});
export type ProspectRow = z.infer<typeof ProspectRow>;

/** What stays of somebody for the figures: nothing that says who they were. */
export const FigureRow = z.object({
  _id: z.string(),
  network: z.string(),
  community: z.string().optional(),
  stage: ProspectStage,
  addedAt: z.date(),
});
export type FigureRow = z.infer<typeof FigureRow>;
