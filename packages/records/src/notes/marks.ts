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

/** One score with those who gave it, from its figure on; and how many words that took. */
const groupAt = (words: readonly string[], at: number, who: Who): readonly [Mark[], number] | undefined => {
  const figure = words[at] ?? '';
  if (!/^[1-5]$/u.test(figure)) return undefined;
  const score = Number(figure);
  const marks: Mark[] = [];
  let next = at + 1;
  while (next < words.length && !/^\d/u.test(words[next] ?? '')) {
    const found = nameAt(words, next, who);
    if (!found) return undefined;
    marks.push({ score, by: found[0] });
    next += found[1];
  }
  return [marks.length ? marks : [{ score }], next - at];
};

/**
 * The scores of a line: `5 Jane`, `5 5 5 5`, `4 Ann & 3 Ben Cy`. A line that holds anything else is none of scores, so
 * that nobody is given one by mistake.
 */
export const marksIn = (text: string, who: Who): Mark[] | undefined => {
  if (text.replaceAll(token, '').trim() !== '') return undefined;
  const words = (text.match(token) ?? []).filter((word) => /[\p{L}\d]/u.test(word));
  const marks: Mark[] = [];
  for (let at = 0; at < words.length; ) {
    const group = groupAt(words, at, who);
    if (!group) return undefined;
    marks.push(...group[0]);
    at += group[1];
  }
  return marks.length > 0 ? marks : undefined;
};
