import { type Line, linesIn, linesOf } from '../lines.ts';
import { type Link, linkHarvest } from '../links.ts';
import { cueTime, type Head, readHead, spokenBy } from './heads.ts';

export interface ChatMessage {
  readonly at: string;
  readonly from: string;
  readonly text: string;
  /** The first and the last line of it. */
  readonly lines: readonly [number, number];
  /** It is no text but a sign given to one. */
  readonly reaction?: string;
}

/** What a chat holds, and what of it was not taken. */
export interface Chat {
  readonly messages: readonly ChatMessage[];
  /** How many messages to some alone it held: of these nothing is kept. */
  readonly withheld: number;
  /** The lines that those stood in. */
  readonly withheldLines: readonly number[];
  /** Lines that are no part of any message. */
  readonly unread: readonly number[];
  readonly links: readonly Link[];
}

const reactions = [
  /^(?:.{1,200} )?reacted to .{1,20000}? with ["“]?([^\s"”]{1,30})["”]?$/isu,
  /^removed an? ([^\s]{1,30}) reaction from /isu,
];

const reactionIn = (text: string): string | undefined =>
  reactions.map((pattern) => pattern.exec(text)?.[1]).find((sign) => sign !== undefined);

interface Open {
  readonly head: Pick<Head, 'at' | 'from'>;
  readonly text: string[];
  readonly first: number;
  last: number;
}

/** What the next line is taken for: more of a message, of one that is withheld, of nothing, or a cue’s text. */
type State =
  | { readonly is: 'message'; readonly open: Open }
  | { readonly is: 'withheld' }
  | { readonly is: 'nothing' }
  | { readonly is: 'cue'; readonly at: string };

/** Reads a chat line by line. */
export const chatReader = () => {
  const messages: ChatMessage[] = [];
  const withheldLines: number[] = [];
  const unread: number[] = [];
  const harvest = linkHarvest();
  let withheld = 0;
  let transcript = false;
  let state: State = { is: 'nothing' };

  const close = (): void => {
    if (state.is !== 'message') return;
    const { head, text, first, last } = state.open;
    const whole = text.join('\n').trim();
    const reaction = reactionIn(whole);
    messages.push({ ...head, text: whole, lines: [first, last], ...(reaction && { reaction }) });
    harvest.take(whole, { line: first, by: head.from, at: head.at });
  };

  const begin = ({ at, from, direct, text }: Head, number: number): void => {
    close();
    if (direct) {
      withheld += 1;
      withheldLines.push(number);
      state = { is: 'withheld' };
    } else
      state = {
        is: 'message',
        open: { head: { at, from }, text: text ? [text] : [], first: number, last: number },
      };
  };

  const drop = (number: number): void => {
    close();
    unread.push(number);
    state = { is: 'nothing' };
  };

  /** The text of a cue; the number before it and notes of the file say nothing. */
  const takeCue = ({ number, text }: Line, at: string): void => {
    const spoken = spokenBy(text.trim());
    if (spoken) begin({ at, direct: false, ...spoken }, number);
    else drop(number);
  };

  const more = ({ number, text }: Line): void => {
    const isBlank = text.trim() === '';
    if (state.is === 'message') {
      state.open.text.push(text.replace(/^(?:\t| {4})/u, '').trimEnd());
      if (!isBlank) state.open.last = number;
    } else if (isBlank) return;
    else if (state.is === 'withheld') withheldLines.push(number);
    else unread.push(number);
  };

  const takeOfTranscript = (line: Line): void => {
    const at = cueTime(line.text);
    if (at !== undefined) {
      close();
      state = { is: 'cue', at };
    } else if (line.text.trim() === '') {
      close();
      state = { is: 'nothing' };
    } else if (state.is === 'cue') takeCue(line, state.at);
    else if (
      state.is !== 'nothing' ||
      !/^(?:WEBVTT|NOTE|STYLE|REGION|Kind:|Language:|[\da-f/-]+$)/u.test(line.text.trim())
    )
      more(line);
  };

  return {
    take: (line: Line): void => {
      transcript ||= messages.length === 0 && state.is === 'nothing' && isTranscript(line.text);
      const head = transcript ? undefined : readHead(line.text);
      if (transcript) takeOfTranscript(line);
      else if (head === 'broken') drop(line.number);
      else if (head) begin(head, line.number);
      else more(line);
    },
    end: (): Chat => {
      close();
      state = { is: 'nothing' };
      return { messages, withheld, withheldLines, unread, links: harvest.links() };
    },
  };
};

const isTranscript = (text: string): boolean =>
  /^\u{feff}?WEBVTT\b/u.test(text) || cueTime(text) !== undefined;

/** Reads a chat that comes in pieces; no more is held of it than its messages. */
export const readChat = async (chunks: AsyncIterable<string> | Iterable<string>): Promise<Chat> => {
  const reader = chatReader();
  for await (const line of linesIn(chunks)) reader.take(line);
  return reader.end();
};

export const readChatText = (text: string): Chat => {
  const reader = chatReader();
  for (const line of linesOf(text)) reader.take(line);
  return reader.end();
};
