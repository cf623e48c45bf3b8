/**
 * What people write and paste, and what no text may hold. Apart from zod, so that a browser may load it.
 */

// What address books and word processors put around what is copied: marks that open and end a direction. In the middle
// of a text those that override its letters or set apart a piece of it are refused; around the whole they do nothing.
const embedding = /[\u{202a}-\u{202c}]/gu;
const around =
  /^[\s\u{200e}\u{200f}\u{202a}-\u{202e}\u{2066}-\u{2069}]+|[\s\u{200e}\u{200f}\u{202a}-\u{202e}\u{2066}-\u{2069}]+$/gu;
const verticalSpace = /[\v\f]/g;

/** A line as it was meant: without marks of direction, and with a space for each tab. */
export const tidyLine = (value: string): string =>
  value.replaceAll(around, '').replaceAll(embedding, '').replaceAll(verticalSpace, ' ').replaceAll('\t', ' ');

/** Paragraphs as they were meant: without marks of direction, and with line ends for Word's own. */
export const tidyParagraphs = (value: string): string =>
  value.replaceAll(around, '').replaceAll(embedding, '').replaceAll(verticalSpace, '\n');

// Control characters and bidirectional overrides let a text pretend to be another one, so no text may hold them.
const forbiddenInLine = /[\p{Cc}\u{2028}\u{2029}\u{202a}-\u{202e}\u{2066}-\u{2069}]/u;
// The same, but for tab and line ends: a control character is what is not outside the class of them.
const forbiddenInParagraphs = /[^\P{Cc}\t\n\r]|[\u{202a}-\u{202e}\u{2066}-\u{2069}]/u;

const called = (character: string): string => {
  if (/[\n\r\u{2028}\u{2029}]/u.test(character)) return 'a line break';
  if (character === '\t') return 'a tab';
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  return /\p{Cc}/u.test(character)
    ? `the control character ${code}, which cannot be seen`
    : `${code}, which changes the direction of a text and cannot be seen`;
};

/** What a text holds that no text may hold, in words that say where; `oneLine` allows no line ends either. */
export const strangeIn = (value: string, oneLine = false): string | undefined => {
  // Half a surrogate pair has no UTF-8, and so would come back from the database as another text.
  if (!value.isWellFormed()) return 'holds half of a character; type it anew';
  const found = (oneLine ? forbiddenInLine : forbiddenInParagraphs).exec(value);
  if (!found) return undefined;
  // Its place, and not what stands before it: a problem quotes nobody.
  return `holds ${called(found[0])}, as character ${found.index + 1}; take it out`;
};

/** Whether a text holds nothing that no text may hold. */
export const isCleanText = (value: string, oneLine = false): boolean =>
  strangeIn(value, oneLine) === undefined;
