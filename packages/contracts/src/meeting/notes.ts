import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { Id } from '../id.ts';
import { defineRoute } from '../route.ts';

/** The largest change of a note that is taken at once, and all that the note of one item may hold, bytes. */
export const mostNoteUpdateBytes = 64 * 1024;
export const mostNoteBytes = 512 * 1024;

const asBase64 = (bytes: number): number => 4 * Math.ceil(bytes / 3);

/** A change, or all changes, of a Yjs document whose text is called `note`; Base64. */
const Update = z.base64();

/** What is written about an item of an agenda, or about the meeting as a whole. */
export const Note = z
  .object({
    item: Id.meta({ description: 'The item; the meeting’s own id for the notes about all of it' }),
    update: Update.meta({ description: 'The whole document, as a Yjs update in Base64' }),
    text: z.string().meta({ description: 'The same as Markdown' }),
  })
  .meta({ id: 'Note' });
export type Note = z.infer<typeof Note>;

/**
 * What comes to who follows a meeting’s notes, by server-sent events: `here` is the first, so what is read after it
 * misses nothing; `written` is what somebody wrote; `over` says that one may not follow any more.
 */
export const noteMessages = {
  here: z.object({}),
  written: z.object({ item: Id, update: Update, by: Id.optional() }),
  over: z.object({}),
} as const;
export type NoteWritten = z.infer<typeof noteMessages.written>;

const service = 'meeting';

const routes = {
  readNotes: defineRoute({
    id: 'readNotes',
    service,
    method: 'GET',
    path: '/meetings/:id/notes',
    summary: 'What is written about each item of a meeting, and about all of it',
    right: 'meeting.read',
    params: z.object({ id: Id }),
    reply: z.object({ items: z.array(Note) }),
    status: 200,
  }),
  writeNote: defineRoute({
    id: 'writeNote',
    service,
    method: 'POST',
    path: '/meetings/:id/notes/:item/updates',
    summary:
      'Write into a note beside others: a Yjs update of the text `note`, which is stored before it is answered. Sent twice it counts once',
    right: 'notes.write',
    params: z.object({ id: Id, item: Id }),
    body: z.strictObject({ update: Update.min(1).max(asBase64(mostNoteUpdateBytes)) }),
    reply: z.object({ item: Id }),
    status: 201,
    problems: ['closed', 'conflict', 'unknown-reference', 'unavailable'],
    bodyLimit: 128 * 1024,
  }),
  followNotes: defineRoute({
    id: 'followNotes',
    service,
    method: 'GET',
    path: '/meetings/:id/notes-live',
    summary:
      'Server-sent events with what others write: `here`, then `written` with `item`, `update` and `by`; `over` once one may not follow any more',
    right: 'meeting.read',
    params: z.object({ id: Id }),
    produces: ['text/event-stream'],
    reply: z.unknown(),
    status: 200,
    problems: ['closed', 'rate-limited', 'unavailable'],
  }),
};

export const notesContract = defineCapability({ name: 'notes', service, routes });
