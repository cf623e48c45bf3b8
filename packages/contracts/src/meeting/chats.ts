import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { defineEvent } from '../envelope.ts';
import { Id, Instant } from '../id.ts';
import { PageQuery, pageOf } from '../listing.ts';
import { defineRoute } from '../route.ts';
import { line, paragraphs } from '../text.ts';

/** A name in a record, and who of the members that is. */
export const RecordedName = z
  .object({
    name: z.string(),
    person: Id.optional().meta({ description: 'Who it is, where it can be nobody else' }),
    candidates: z
      .array(z.object({ person: Id, name: z.string() }))
      .meta({ description: 'Members of the community whom it may be, the likeliest first' }),
  })
  .meta({ id: 'RecordedName' });
export type RecordedName = z.infer<typeof RecordedName>;

/** Who people in a record are, as somebody confirmed; whom it does not name is nobody known. */
export const NamedPeople = z.array(z.strictObject({ name: line(200), person: Id })).max(2000);

/** A link in a record, as it was first shared there. */
export const SharedLink = z
  .object({
    url: z.string(),
    by: z.string().optional().meta({ description: 'The name that it was shared under' }),
    person: Id.optional(),
    at: z.string().optional().meta({ description: 'By the clock of the meeting, 09:37:16' }),
  })
  .meta({ id: 'SharedLink' });
export type SharedLink = z.infer<typeof SharedLink>;

/** What a chat holds, and what of it is not taken. */
export const ChatSummary = z
  .object({
    messages: z.int().min(0),
    withheld: z
      .int()
      .min(0)
      .meta({ description: 'Messages to some alone: nothing of them is stored or shown' }),
    unread: z
      .array(z.int())
      .meta({ description: 'Numbers of lines that belong to no message; at most a hundred' }),
  })
  .meta({ id: 'ChatSummary' });
export type ChatSummary = z.infer<typeof ChatSummary>;

export const ChatMessage = z
  .object({
    id: Id,
    at: z.string().meta({ description: 'By the clock of the meeting, 09:37:16' }),
    by: z.string().optional().meta({ description: 'The name, of somebody who is no member' }),
    person: Id.optional(),
    text: z.string(),
    reaction: z.string().optional().meta({ description: 'It is a sign given to another message' }),
  })
  .meta({ id: 'ChatMessage' });
export type ChatMessage = z.infer<typeof ChatMessage>;

export const ChatPreview = ChatSummary.extend({
  first: z
    .array(z.object({ at: z.string(), by: z.string(), text: z.string() }))
    .meta({ description: 'The first messages' }),
  links: z.array(SharedLink),
  people: z.array(RecordedName),
}).meta({ id: 'ChatPreview' });
export type ChatPreview = z.infer<typeof ChatPreview>;

const params = z.object({ id: Id });
const Text = paragraphs(2_000_000).min(1);
const bodyLimit = 8 * 1024 * 1024;

const routes = {
  previewChat: defineRoute({
    id: 'previewChat',
    service: 'meeting',
    method: 'POST',
    path: '/meetings/:id/chat/preview',
    summary:
      'What the chat of a meeting holds, as a conference program saved or copied it; nothing is stored',
    right: 'meeting.plan',
    params,
    body: z.strictObject({ text: Text }),
    reply: ChatPreview,
    status: 200,
    bodyLimit,
  }),
  takeInChat: defineRoute({
    id: 'takeInChat',
    service: 'meeting',
    method: 'POST',
    path: '/meetings/:id/chat',
    summary: 'Keep the chat of a meeting with it, without what was to some alone',
    right: 'meeting.plan',
    params,
    body: z.strictObject({ text: Text, people: NamedPeople.default([]) }),
    reply: ChatSummary,
    status: 201,
    problems: ['unknown-reference', 'already-exists', 'too-large'],
    bodyLimit,
  }),
  listChat: defineRoute({
    id: 'listChat',
    service: 'meeting',
    method: 'GET',
    path: '/meetings/:id/chat',
    summary: 'The messages of a meeting’s chat in their order',
    right: 'meeting.read',
    params,
    query: PageQuery,
    reply: pageOf(ChatMessage),
    status: 200,
  }),
  listChatLinks: defineRoute({
    id: 'listChatLinks',
    service: 'meeting',
    method: 'GET',
    path: '/meetings/:id/chat/links',
    summary: 'The links shared in a meeting’s chat, each once, with who was first and when',
    right: 'meeting.read',
    params,
    reply: z.object({ items: z.array(SharedLink), takenInAt: Instant.optional() }),
    status: 200,
  }),
  removeChat: defineRoute({
    id: 'removeChat',
    service: 'meeting',
    method: 'DELETE',
    path: '/meetings/:id/chat',
    summary: 'Take the chat of a meeting away',
    right: 'meeting.plan',
    params,
    reply: z.undefined(),
    status: 204,
  }),
};

const service = 'meeting';
const data = z.object({ meeting: Id, community: Id });

const events = {
  chatTakenIn: defineEvent({
    service,
    aggregate: 'chat',
    event: 'taken-in',
    summary: 'The chat of a meeting was kept with it',
    data,
  }),
  chatRemoved: defineEvent({
    service,
    aggregate: 'chat',
    event: 'removed',
    summary: 'The chat of a meeting was taken away',
    data,
  }),
};

export const chatsContract = defineCapability({ name: 'chats', service: 'meeting', routes, events });
