import { type Refusal, refuse } from '@skein/contracts';
import type { Chat, Link } from '@skein/records';
import type { ChatMessageRow, ChatRow, SharedLinkRow } from './row.ts';

/** As many messages are kept with a meeting. */
const mostMessages = 5_000;
const mostLinks = 2_000;
const longestMessage = 20_000;

/** Who the names of a record are, as somebody confirmed. */
export type Known = ReadonlyMap<string, string>;

/** A person where somebody said who it is; else the name as it stands there. */
const byWhom = (name: string | undefined, known: Known) => {
  const person = name === undefined ? undefined : known.get(name);
  if (person) return { person };
  return name === undefined ? {} : { by: name.slice(0, 200) };
};

export const linkRow = ({ url, by, at }: Link, known: Known): SharedLinkRow => ({
  url,
  ...byWhom(by, known),
  ...(at !== undefined && { at }),
});

/** Where a chat is kept: with which meeting, and by what ids and clock. */
interface Place {
  readonly network: string;
  readonly meeting: string;
  readonly community: string;
  readonly now: Date;
  newId(): string;
}

/** Why a chat cannot be kept, if it cannot. */
const refuseChat = ({ messages, links, withheld }: Chat): Refusal | undefined => {
  if (messages.length === 0 && withheld === 0)
    return refuse('invalid-request', 'No message of a chat was found in this text.', [
      'text',
      'holds no message that begins with a time and a name',
    ]);
  if (messages.length > mostMessages || links.length > mostLinks)
    return refuse('too-large', `A chat of at most ${mostMessages} messages and ${mostLinks} links is kept.`);
  const long = messages.find(({ text }) => text.length > longestMessage);
  return long
    ? refuse(
        'too-large',
        `The message from line ${long.lines[0]} on is longer than ${longestMessage} characters.`,
      )
    : undefined;
};

/** The rows that a chat becomes. Nothing of what was to some alone is among them; only how much that was. */
export const keepChat = (
  chat: Chat,
  known: Known,
  { network, meeting, community, now, newId }: Place,
): { chat: ChatRow; messages: ChatMessageRow[] } | Refusal =>
  refuseChat(chat) ?? {
    chat: {
      ...{ _id: newId(), network, version: 1, meeting, community, withheld: chat.withheld, takenInAt: now },
      links: chat.links.map((link) => linkRow(link, known)),
    },
    messages: chat.messages.map(({ at, from, text, reaction }, number) => ({
      ...{ _id: newId(), network, meeting, community, number, at, text },
      ...byWhom(from, known),
      ...(reaction && { reaction }),
    })),
  };
