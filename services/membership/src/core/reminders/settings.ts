import { z } from 'zod';

const days = (usual: number) => z.coerce.number().int().min(1).max(3650).default(usual);

/** When people are reminded, and how long those who are no members are kept. */
export const ReminderSettings = z.object({
  /** The hour from which reminders go out; none goes out at night. */
  SKEIN_REMINDER_HOUR: z.coerce.number().int().min(0).max(19).default(8),
  /** How long somebody who might become a member is kept after they were last spoken to. */
  SKEIN_PROSPECT_DAYS: days(180),
  /** How long they are kept after they said no, or joined. */
  SKEIN_PROSPECT_CLOSED_DAYS: days(30),
});
export type ReminderSettings = z.infer<typeof ReminderSettings>;
