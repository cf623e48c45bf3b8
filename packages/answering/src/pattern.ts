import { RE2JS } from 're2js';

/**
 * Patterns that people bring along. They are matched in a time that grows with the text and no faster, whatever they
 * say: by the engine of RE2, which looks neither ahead nor back.
 */

/** Most steps that a pattern may come to: with the longest text it is checked on, some milliseconds. */
const mostInstructions = 2_000;
/** Longest text that a pattern is looked for in. */
export const longestMatched = 2_000;

/** A pattern as this engine writes it: of what forms elsewhere say, `\u00e9` and names of groups are written otherwise. */
const compiled = (pattern: string): RE2JS | undefined => {
  try {
    const found = RE2JS.compile(RE2JS.translateRegExp(pattern));
    return found.programSize() <= mostInstructions ? found : undefined;
  } catch {
    return undefined;
  }
};

/** Whether the pattern is found in a text, as a function of it; undefined where it cannot be checked in linear time. */
export const compilePattern = (pattern: string): ((text: string) => boolean) | undefined => {
  const found = compiled(pattern);
  return found && ((text) => found.matcher(text).find());
};
