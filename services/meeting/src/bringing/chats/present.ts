import type { ChatMessage, ChatSummary, SharedLink } from '@skein/contracts';
import type { Chat, Link } from '@skein/records';
import type { ChatMessageRow, SharedLinkRow } from './row.ts';

const mostUnread = 100;

export const presentSummary = ({ messages, withheld, unread }: Chat): ChatSummary => ({
  messages: messages.length,
  withheld,
  unread: unread.slice(0, mostUnread),
});

export const presentMessage = ({ _id: id, at, by, person, text, reaction }: ChatMessageRow): ChatMessage => ({
  ...{ id, at, text },
  ...(by && { by }),
  ...(person && { person }),
  ...(reaction && { reaction }),
});

export const presentLink = ({ url, by, at, person }: SharedLinkRow): SharedLink => ({
  url,
  ...(by && { by }),
  ...(person && { person }),
  ...(at && { at }),
});

/** A link of a text, before anybody said who shared it. */
export const presentFound = ({ line: _, ...link }: Link): SharedLink => link;
