import { MeetingStatus, StepStatus } from '@skein/contracts';
import { z } from 'zod';

/** When a community meets, as meeting's events tell. */
export const KnownMeeting = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  community: z.string(),
  startsAt: z.date(),
  status: MeetingStatus,
  /** It does not take place. */
  cancelled: z.literal(true).optional(),
});
export type KnownMeeting = z.infer<typeof KnownMeeting>;

/** That there is a step, and whether it is open: its title no event tells. */
export const KnownStep = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  community: z.string(),
  status: StepStatus,
});
export type KnownStep = z.infer<typeof KnownStep>;
