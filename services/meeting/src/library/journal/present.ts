import type { JournalEntry } from '@skein/contracts';
import type { JournalRow } from './row.ts';

export const presentEntry = ({ _id: id, network: _, writtenAt, ...facts }: JournalRow): JournalEntry => ({
  id,
  ...facts,
  writtenAt: writtenAt.toISOString(),
});
