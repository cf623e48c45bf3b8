import { z } from 'zod';

// Control characters and bidirectional overrides let a text pretend to be another one, so no text may hold them.
const forbiddenInLine = /[\p{Cc}\u{2028}\u{2029}\u{202a}-\u{202e}\u{2066}-\u{2069}]/u;
// The same, but for tab and line ends: a control character is what is not outside the class of them.
const forbiddenInParagraphs = /[^\P{Cc}\t\n\r]|[\u{202a}-\u{202e}\u{2066}-\u{2069}]/u;

// Half a surrogate pair has no UTF-8, and so would come back from the database as another text.
const without = (forbidden: RegExp) => (value: string) => value.isWellFormed() && !forbidden.test(value);
const message = 'holds a control character or a text-direction override';

/** Whether a text holds nothing that no text may hold; `oneLine` allows no line ends either. */
export const isCleanText = (value: string, oneLine = false): boolean =>
  without(oneLine ? forbiddenInLine : forbiddenInParagraphs)(value);

/** One line of text, trimmed, 1 to `max` characters, without control characters. */
export const line = (max = 200) =>
  z.string().trim().min(1).max(max).refine(without(forbiddenInLine), message);

// What mail programs make a link of, so that nobody is greeted with an advertisement.
const linkLike = /:\/\/|[@<>]|\bwww\.|[\p{L}\p{N}-]{2,}\.(?:\p{Ll}{2,}|\p{Lu}{2,})(?![\p{L}.])/u;

/** What a person is called: a line with no web or e-mail address in it. */
export const personName = (max = 200) =>
  line(max).refine(
    (name) => !linkLike.test(name),
    'holds a web or e-mail address, or what looks like one; write a name alone, with a space after each full stop',
  );

/** Text of several lines, trimmed, at most `max` characters; may be empty. */
export const paragraphs = (max = 20_000) =>
  z.string().trim().max(max).refine(without(forbiddenInParagraphs), message);

/** An e-mail address in lower case, so that one address is one person. */
export const EmailAddress = z.email().max(254).toLowerCase();
