import { z } from 'zod';
import { strangeIn, tidyLine, tidyParagraphs } from './written.ts';

const clean = (oneLine: boolean) => (value: string, context: z.core.$RefinementCtx<string>) => {
  const strange = strangeIn(value, oneLine);
  if (strange !== undefined) context.addIssue({ code: 'custom', message: strange });
};

/** One line of text, trimmed and tidied, 1 to `max` characters, without control characters. */
export const line = (max = 200) =>
  z.string().overwrite(tidyLine).trim().min(1).max(max).superRefine(clean(true));

// What mail programs make a link of, so that nobody is greeted with an advertisement.
const linkLike = /:\/\/|[@<>]|\bwww\.|[\p{L}\p{N}-]{2,}\.(?:\p{Ll}{2,}|\p{Lu}{2,})(?![\p{L}.])/u;

/** What a person is called: a line with no web or e-mail address in it. */
export const personName = (max = 200) =>
  line(max).refine(
    (name) => !linkLike.test(name),
    'holds a web or e-mail address, or what looks like one; write a name alone, with a space after each full stop',
  );

/** Text of several lines, trimmed and tidied, at most `max` characters; may be empty. */
export const paragraphs = (max = 20_000) =>
  z.string().overwrite(tidyParagraphs).trim().max(max).superRefine(clean(false));
