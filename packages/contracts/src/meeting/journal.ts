import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { Id, Instant, Version } from '../id.ts';
import { PageQuery, pageOf } from '../listing.ts';
import { defineRoute } from '../route.ts';
import { line, paragraphs } from '../text.ts';

const told = { title: line(200), text: paragraphs(20_000).min(1) };
const from = {
  meeting: Id.optional().meta({ description: 'The meeting that it is about' }),
  case: Id.optional().meta({ description: 'The learning case that it is about' }),
};
const shared = {
  community: Id.optional().meta({ description: 'Whose members read it too' }),
  weaver: Id.optional().meta({
    description: 'Who reads it too: somebody who runs one of the writer’s communities',
  }),
};

/** What a member learnt, in their own words: theirs alone, unless they share it. */
export const JournalEntry = z
  .object({ id: Id, version: Version, person: Id, ...told, ...from, ...shared, writtenAt: Instant })
  .meta({ id: 'JournalEntry' });
export type JournalEntry = z.infer<typeof JournalEntry>;

export const JournalEntryBody = z.strictObject({ ...told, ...from, ...shared });
export type JournalEntryBody = z.infer<typeof JournalEntryBody>;

const service = 'meeting';
const params = z.object({ id: Id });

const routes = {
  writeJournalEntry: defineRoute({
    id: 'writeJournalEntry',
    service,
    method: 'POST',
    path: '/journal-entries',
    summary: 'Write into your own learning journal; nobody else reads it unless you share it',
    right: 'signed-in',
    body: JournalEntryBody,
    reply: JournalEntry,
    status: 201,
    problems: ['unknown-reference', 'forbidden'],
  }),
  listJournalEntries: defineRoute({
    id: 'listJournalEntries',
    service,
    method: 'GET',
    path: '/journal-entries',
    summary:
      'Your own journal, the newest first; or what others share with you, or with a community that you are of',
    right: 'signed-in',
    query: PageQuery.extend({
      of: z.enum(['me', 'others']).default('me'),
      community: Id.optional().meta({ description: 'Shared with this community' }),
    }),
    reply: pageOf(JournalEntry),
    status: 200,
  }),
  readJournalEntry: defineRoute({
    id: 'readJournalEntry',
    service,
    method: 'GET',
    path: '/journal-entries/:id',
    summary: 'One entry, of yours or shared with you',
    right: 'signed-in',
    params,
    reply: JournalEntry,
    status: 200,
  }),
  editJournalEntry: defineRoute({
    id: 'editJournalEntry',
    service,
    method: 'PATCH',
    path: '/journal-entries/:id',
    summary: 'Change an entry of yours, share it, or no longer (null)',
    right: 'signed-in',
    params,
    body: z.strictObject({ ...told, community: Id.nullable(), weaver: Id.nullable() }).partial(),
    reply: JournalEntry,
    status: 200,
    ifMatch: true,
    problems: ['unknown-reference', 'forbidden'],
  }),
  removeJournalEntry: defineRoute({
    id: 'removeJournalEntry',
    service,
    method: 'DELETE',
    path: '/journal-entries/:id',
    summary: 'Tear an entry out of your journal',
    right: 'signed-in',
    params,
    reply: z.undefined(),
    status: 204,
  }),
};

/** It publishes nothing: what somebody writes for themselves is nobody else's news. */
export const journalContract = defineCapability({ name: 'journal', service, routes });
