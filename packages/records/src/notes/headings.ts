/** What stands on its own line before something of a meeting, and what of that thing stands on the line itself. */

const heading = (words: string) => new RegExp(`^(?:${words})\\s*(?:[:–—-]+\\s*(.*)|)$`, 'iu');

const bookmark = /\[bookmark:[^\]]*\]/giu;
const bullet = /^\s*(?:[·•●▪◦*–—-]|\d{1,2}[.)])(?:\s+|$)/u;

/** A line without what word processors leave in it. */
export const plain = (text: string): string => text.replaceAll(bookmark, '').replaceAll('\t', ' ').trim();

export const isBullet = (text: string): boolean => bullet.test(text);
/** A line without its bullet. */
export const withoutBullet = (text: string): string => plain(text).replace(bullet, '').trim();

/** What follows a heading on its line, '' where nothing does; undefined where the line is no such heading. */
const after =
  (pattern: RegExp) =>
  (text: string): string | undefined => {
    const found = pattern.exec(plain(text));
    return found ? (found[1] ?? '').trim() : undefined;
  };

export const afterPresent = after(heading('present|in attendance|attendees|attending|närvarande|présents?'));
export const afterApologies = after(heading('apologies|apologies for absence|regrets|förhinder|excusés?'));
export const afterReading = after(heading('recommended reading|reading list|reading|läsning|lectures?'));
export const afterInsights = after(heading('insights?(?: to take forward)?|take-?aways?|insikter'));
export const afterObservations = after(
  heading('obs(?:ervations?)?\\.?(?:\\s*(?:&|and)\\s*clarifications?)?|observationer'),
);

export const isChatHeading = (text: string): boolean =>
  /^(?:copied from\s+)?(?:(?:zoom|teams|meet|webex|meeting)\s+)?chat(?:\s+log)?\s*:?$/iu.test(plain(text));

/** A timed part: `Learning discussion 55mins`. */
export const timedPart = (text: string): { title: string; minutes: number } | undefined => {
  if (isBullet(text)) return undefined;
  const [, title = '', minutes = ''] =
    /^(.{2,70}?)[\s:–—(-]*\b(\d{1,3})\s*(?:mins?|minutes?|minuter)\.?\)?$/iu.exec(plain(text)) ?? [];
  const length = Number(minutes);
  const words = title.split(/\s+/u).length;
  return title.trim() && length >= 1 && words <= 6 ? { title: title.trim(), minutes: length } : undefined;
};

export type Section = 'none' | 'cases' | 'check-out';

/** What part of a meeting begins with this line, by the words that it begins with. */
export const sectionOf = (text: string): Section | undefined => {
  const said = plain(text);
  if (said.length > 120 || isBullet(text)) return undefined;
  if (/^check[\s-]?out\b/iu.test(said)) return 'check-out';
  if (/^(?:learning (?:discussions?|cases?)|case clinic)\b/iu.test(said)) return 'cases';
  return /^(?:check[\s-]?in|tactical|actions?|tensions?|any other business|aob)\b/iu.test(said)
    ? 'none'
    : undefined;
};

const titled = /\b(?:(?:meeting )?notes|minutes|(?:mötes)?anteckningar|protokoll|compte[ -]rendu)\b.*$/iu;

/** What a document calls itself: `Meeting Notes 12th April 2019`; and what stands before it on its line. */
export const titleIn = (text: string): { title: string; before: string } | undefined => {
  const said = plain(text);
  const found = titled.exec(said);
  return found && said.length - found.index <= 120
    ? { title: found[0].trim(), before: said.slice(0, found.index) }
    : undefined;
};

/** A statement that was scored: its number, and what it says. */
export const statementIn = (text: string): { number: number; statement: string } | undefined => {
  const [, number = '', statement = ''] = /^Q\s?(\d{1,2})\s*[.):]?\s*(\p{L}.{9,})$/u.exec(plain(text)) ?? [];
  return number ? { number: Number(number), statement: statement.trim() } : undefined;
};

/** A line that is nothing but links. */
export const isLinkAlone = (text: string): boolean =>
  /^(?:[·•*–-]?\s*https?:\/\/\S+\s*)+$/iu.test(plain(text));
