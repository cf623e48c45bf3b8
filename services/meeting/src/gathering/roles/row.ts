import { MeetingRole } from '@skein/contracts';
import { z } from 'zod';

/** Who take turns with a role at the dates of a series. */
export const RotationRow = z.object({
  /** `<series>.<role>` */
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  series: z.string(),
  community: z.string(),
  role: MeetingRole,
  people: z.array(z.string()),
  /** The first of them has the first date from here on. */
  since: z.date(),
});
export type RotationRow = z.infer<typeof RotationRow>;

/** Who has a role at one meeting, said by hand. */
export const GivenRoleRow = z.object({
  /** `<meeting>.<role>` */
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  meeting: z.string(),
  community: z.string(),
  role: MeetingRole,
  /** Absent where it was left to the rotation again, and once they are forgotten. */
  person: z.string().optional(),
});
export type GivenRoleRow = z.infer<typeof GivenRoleRow>;
