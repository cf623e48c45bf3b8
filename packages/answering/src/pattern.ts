import { RE2JS } from 're2js';

/**
 * Patterns that people bring along. They are matched in a time that grows with the text and no faster, whatever they
 * say: by the engine of RE2, which looks neither ahead nor back.
 */

/** Above any pattern that a person writes. */
const mostInstructions = 2_000;
/**
 * Most steps of one pattern on the longest answer, some milliseconds; and of all of one form, since its answers come
 * together and everybody else’s wait behind them.
 */
export const mostSteps = 200_000;
export const mostStepsInAll = 1_000_000;

/** A pattern as this engine writes it: of what forms elsewhere say, `\u00e9` and names of groups are written otherwise. */
const compiled = (pattern: string): RE2JS | undefined => {
  try {
    const found = RE2JS.compile(RE2JS.translateRegExp(pattern));
    return found.programSize() <= mostInstructions ? found : undefined;
  } catch {
    return undefined;
  }
};

/** How many steps one character of an answer takes at most; undefined where that has no bound. */
export const stepsOf = (pattern: string): number | undefined => compiled(pattern)?.programSize();

/** Whether the pattern is found in a text, as a function of it; undefined where it cannot be checked in linear time. */
export const compilePattern = (pattern: string): ((text: string) => boolean) | undefined => {
  const found = compiled(pattern);
  return found && ((text) => found.matcher(text).find());
};
