import { z } from 'zod';

/** A link as it was first shared; by a name where that is nobody known. */
export const SharedLinkRow = z.object({
  url: z.string(),
  by: z.string().optional(),
  person: z.string().optional(),
  at: z.string().optional(),
});
export type SharedLinkRow = z.infer<typeof SharedLinkRow>;

/** That a meeting has its chat, and what links were shared in it. */
export const ChatRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  meeting: z.string(),
  community: z.string(),
  withheld: z.int(),
  links: z.array(SharedLinkRow),
  takenInAt: z.date(),
});
export type ChatRow = z.infer<typeof ChatRow>;

/** One message of a chat. */
export const ChatMessageRow = z.object({
  _id: z.string(),
  network: z.string(),
  meeting: z.string(),
  community: z.string(),
  /** Its place in the chat. */
  number: z.int(),
  at: z.string(),
  by: z.string().optional(),
  person: z.string().optional(),
  text: z.string(),
  reaction: z.string().optional(),
});
export type ChatMessageRow = z.infer<typeof ChatMessageRow>;
