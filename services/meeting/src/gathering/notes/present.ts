import type { Note } from '@skein/contracts';
import type { NoteRows } from './store.ts';
import { joined } from './updates.ts';

/** What is written about one item, whole. */
export const presentNote = (item: string, { updates }: Pick<NoteRows, 'updates'>): Note => {
  const { update, text } = joined(updates);
  return { item, update: Buffer.from(update).toString('base64'), text };
};
