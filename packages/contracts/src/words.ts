/**
 * How texts are compared and found, the same in every service and in the browser. Apart from zod, so that a page may load it.
 */

// Letters that Unicode does not take apart into a plain one and a mark.
const plain: Record<string, string> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
};

const apostrophes = /['’‘ʼ`´]/g;

const folded = (text: string): string =>
  text
    .replaceAll(apostrophes, '')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[ßøłđðþæœı]/g, (letter) => plain[letter] ?? letter);

/** The words of a text as they are compared: without case, accents and punctuation. */
export const wordsIn = (text: string): string[] => folded(text).match(/[\p{L}\p{N}]+/gu) ?? [];

// How German and the Nordic languages write these letters where a keyboard has none.
const written: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe' };
const transliterated = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[äöüåø]/g, (letter) => written[letter] ?? letter);
const collapsed = (word: string): string => word.replaceAll(/ae|oe|ue|aa/g, ([letter = '']) => letter);

const spellingsOf = (text: string): string[] => {
  const own = wordsIn(text);
  return [...own, ...wordsIn(transliterated(text)), ...own.map(collapsed)];
};

/**
 * The words that a text is found by, its own first: also as it is typed without its umlauts (Müller by `mueller`), with
 * umlauts that it has no letters for (Mueller by `müller`), and by what follows an apostrophe (O’Connell by `connell`).
 */
export const waysToFind = (text: string): string[] => [
  ...new Set([...spellingsOf(text), ...spellingsOf(text.replaceAll(apostrophes, ' '))]),
];

/** A whole text as it is compared; one of signs alone stays as it is. */
export const normalised = (text: string): string => wordsIn(text).join(' ') || text.trim().toLowerCase();

/** Tells of texts whether each word that is sought begins one of the words that they are found by. */
export const finderOf = (sought: string): ((...texts: readonly string[]) => boolean) => {
  const beginnings = wordsIn(sought);
  return (...texts) => {
    const ways = waysToFind(texts.join(' '));
    return beginnings.length > 0 && beginnings.every((begin) => ways.some((way) => way.startsWith(begin)));
  };
};
