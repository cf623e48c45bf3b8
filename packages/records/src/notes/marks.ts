export interface Mark {
  readonly score: number;
  /** Who gave it, where that was written down. */
  readonly by?: string;
}

const token = /\d+|[\p{L}\p{M}][\p{L}\p{M}'’.-]*|[&,;+/–-]/gu;

type Who = (written: string) => string | undefined;

/** The name that begins here, of as many words as there can be, and of how many. */
const nameAt = (words: readonly string[], at: number, who: Who): readonly [string, number] | undefined => {
  for (const length of [3, 2, 1]) {
    const found = at + length <= words.length ? who(words.slice(at, at + length).join(' ')) : undefined;
    if (found) return [found, length];
  }
  return undefined;
};

/**
 * The scores of a line: `5 Jane`, `5 5 5 5`, `4 Ann & 3 Ben Cy`. A line that holds anything else is none of scores, so
 * that nobody is given one by mistake.
 */
export const marksIn = (text: string, who: Who): Mark[] | undefined => {
  if (text.replaceAll(token, '').trim() !== '') return undefined;
  const words = (text.match(token) ?? []).filter((word) => /[\p{L}\d]/u.test(word));
  const marks: Mark[] = [];
  let score: number | undefined;
  let named = true;
  for (let at = 0; at < words.length; ) {
    const word = words[at] ?? '';
    if (/^\d/u.test(word)) {
      if (!/^[1-5]$/u.test(word)) return undefined;
      if (!named && score) marks.push({ score });
      score = Number(word);
      named = false;
      at += 1;
    } else {
      const found = nameAt(words, at, who);
      if (!found || !score) return undefined;
      marks.push({ score, by: found[0] });
      named = true;
      at += found[1];
    }
  }
  if (!named && score) marks.push({ score });
  return marks.length > 0 ? marks : undefined;
};
