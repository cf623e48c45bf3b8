import { z } from 'zod';

/** A meeting that several communities held together, from meeting's events. */
export const JointMeetingRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  communities: z.array(z.string()),
  startsAt: z.date(),
});
export type JointMeetingRow = z.infer<typeof JointMeetingRow>;
