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

const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[ßøłđðþæœı]/g, (letter) => plain[letter] ?? letter)
    .replaceAll(/['’ʼ`]/g, '');

/** The words of a text as they are compared: without case, accents and punctuation. */
export const wordsIn = (text: string): string[] => folded(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** A whole text as it is compared; one of signs alone stays as it is. */
export const normalised = (text: string): string => wordsIn(text).join(' ') || text.trim().toLowerCase();
