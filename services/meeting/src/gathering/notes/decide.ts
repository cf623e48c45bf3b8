import { mostNoteBytes, type Refusal, refuse } from '@skein/contracts';
import { over } from '../meetings/decide.ts';
import type { MeetingRow } from '../meetings/row.ts';

/** Why nothing may be written here: the meeting is over, has no such item, or its note is full. */
export const refuseWriting = (
  meeting: MeetingRow,
  hasItem: boolean,
  { bytes, more }: { readonly bytes: number; readonly more: number },
): Refusal | undefined => {
  const refused = over(meeting);
  if (refused) return refused;
  if (!hasItem) return refuse('not-found', 'This item is not on the agenda of the meeting any more.');
  return bytes + more > mostNoteBytes
    ? refuse('conflict', 'This note is full. Write on in the notes of another item.')
    : undefined;
};
