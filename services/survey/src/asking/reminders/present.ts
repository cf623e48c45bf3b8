import type { Reminder } from '@skein/contracts';
import type { RoundRow } from './row.ts';

export const presentReminder = ({ _id, at, planned, status, recipients, exact }: RoundRow): Reminder => ({
  id: _id,
  at: at.toISOString(),
  planned,
  status,
  ...(recipients !== undefined && { recipients, exact }),
});
