import type { Fixtures } from '@skein/service-kit/testing';
import type { MeetingGround } from '../../testing/ground.ts';

const body = { title: 'After the call', text: 'Ask sooner.' };

/** An entry of Ada’s, and Ada, who reads it in whatever role. */
const own = async ({ made, people }: MeetingGround) => ({
  target: 'anywhere' as const,
  by: people.ada,
  params: { id: await made('/journal-entries', body) },
});

export const fixtures: Fixtures<MeetingGround> = {
  writeJournalEntry: { prepare: () => ({ target: 'anywhere', body }) },
  listJournalEntries: { prepare: () => ({ target: 'anywhere' }) },
  readJournalEntry: { prepare: own },
  editJournalEntry: {
    prepare: async (ground) => ({ ...(await own(ground)), body: { title: 'Before it' }, ifMatch: 1 }),
  },
  removeJournalEntry: { prepare: own },
};
