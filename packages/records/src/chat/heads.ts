import { addressed, fromWord, toEveryone, toSomebody } from './words.ts';

/** The line that a message begins with: when, by whom, and what of its text stands there. */
export interface Head {
  readonly at: string;
  readonly from: string;
  /** To some alone, so nothing of it is kept. */
  readonly direct: boolean;
  readonly text: string;
}

/** A time that a message would begin with, with nothing after it that tells who wrote. */
export type Broken = 'broken';

const clock = String.raw`(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*([ap])\.?\s?m\.?)?`;
const day = String.raw`(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}[ T,]+)?`;
const timed = new RegExp(`^${day}${clock}(\\s+)(?=\\S)(.*)$`, 'isu');
const bracketed = new RegExp(`^\\[[^\\]\\d]{0,40}${day}${clock}\\]\\s*(\\S.*)$`, 'isu');
const cue =
  /^(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,]\d{1,3}\s*(?:-->|,)\s*(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}/u;

const two = (value: string): string => value.padStart(2, '0');

/** A time of day by 24 hours: `09:37:16`; nothing where it is none. */
const timeOf = (hour: string, minute: string, second?: string, half?: string): string | undefined => {
  const within = half ? (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : Number(hour);
  if (within > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return undefined;
  return [two(String(within)), minute, ...(second === undefined ? [] : [second])].join(':');
};

const spaced = (text: string): string => text.replaceAll(/[^\S\n]+/gu, ' ').trim();

/** Where the text begins in what follows `From`: behind ` : `, behind whom it is to, or behind the first colon. */
const splitAt = (said: string): readonly [head: string, text: string] | undefined => {
  const plain = said.search(/\s:(?:\s|$)/u);
  const address = toEveryone.exec(said) ?? toSomebody.exec(said);
  if (address && (plain < 0 || address.index < plain)) {
    const end = address.index + address[0].trimEnd().length;
    return [said.slice(0, end - 1), said.slice(end)];
  }
  const colon = plain >= 0 ? plain + 1 : said.search(/:(?:\s|$)/u);
  return colon < 0 ? undefined : [said.slice(0, colon), said.slice(colon + 1)];
};

const headOf = (at: string, said: string): Head | Broken => {
  const split = splitAt(said);
  if (!split) return 'broken';
  const { from, direct } = addressed(spaced(split[0]));
  return from ? { at, from, direct, text: split[1].trim() } : 'broken';
};

/** `00:01:02<tab>Ann Lee:<tab>text`, as recordings in a cloud come with. */
const tabbed = (at: string, said: string): Head | undefined => {
  const [, from = '', text = ''] = /^([^\t]{1,200}?)\s*:(?:\t(.*))?$/su.exec(said) ?? [];
  return from.trim() ? { at, from: spaced(from), direct: false, text: text.trim() } : undefined;
};

const timedHead = (line: string): Head | Broken | undefined => {
  const [, hour = '', minute = '', second, half, gap = '', said = ''] = timed.exec(line) ?? [];
  const at = said ? timeOf(hour, minute, second, half) : undefined;
  if (!at) return undefined;
  if (fromWord.test(said)) return headOf(at, said.replace(fromWord, ''));
  const shared = gap.includes('\t') ? tabbed(at, said) : undefined;
  return shared ?? (second === undefined ? undefined : 'broken');
};

/** `[9:37 AM] Ann Lee` with the text below, as it is copied from Teams; or `[…, 09:37:16] Ann: text`. */
const bracketedHead = (line: string): Head | undefined => {
  const [, hour = '', minute = '', second, half, said = ''] = bracketed.exec(line) ?? [];
  const at = said ? timeOf(hour, minute, second, half) : undefined;
  if (!at) return undefined;
  const [, from = said, text = ''] = /^(.{1,200}?):\s+(.*)$/su.exec(said) ?? [];
  return { at, from: spaced(from.replace(/:\s*$/u, '')), direct: false, text: text.trim() };
};

const invisible = /[\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2060}\u{2066}-\u{2069}\u{feff}]/gu;

/** The message that a line begins, if it begins one. A line that is set in belongs to the message above. */
export const readHead = (line: string): Head | Broken | undefined => {
  const bare = line.replaceAll(invisible, '').trimEnd();
  return timedHead(bare) ?? bracketedHead(bare);
};

/** When the cue of a transcript begins, as WebVTT and SBV write it. */
export const cueTime = (line: string): string | undefined => {
  const [, hour = '0', minute = '', second = ''] = cue.exec(line.trim()) ?? [];
  return minute ? timeOf(hour, two(minute), second) : undefined;
};

/** Who speaks in the text of a cue: `<v Ann Lee>text</v>`, or `Ann Lee: text`. */
export const spokenBy = (text: string): { readonly from: string; readonly text: string } | undefined => {
  const voice = /^<v(?:\.[^\s>]*)?\s+([^>]{1,200})>(.*)$/su.exec(text);
  const [, from = '', said = ''] = voice ?? /^([^:<>]{1,200}):\s+(.*)$/su.exec(text) ?? [];
  const plain = said.replaceAll(/<\/?[a-z][^>]{0,200}>/giu, '');
  return from.trim() ? { from: spaced(from), text: plain.trim() } : undefined;
};
