/** What people type and paste, made plain before it is judged. */

/** The sign that separates decimals in a language. */
const decimalSign = (language: string): string =>
  new Intl.NumberFormat(language).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value ?? '.';

const languageOr = (language: string): string => {
  try {
    return Intl.getCanonicalLocales(language)[0] ?? 'en';
  } catch {
    return 'en';
  }
};

/** `1 234`, `1’234`, and marks that no one sees, as they stand in numbers that were copied. */
const spaces = /[\s\u{2019}'\u{200b}\u{200e}\u{200f}\u{202a}-\u{202e}\u{2066}-\u{2069}\u{feff}]/gu;
const grouped = {
  ',': /^[+-]?[1-9]\d{0,2}(,\d{3})+(?!\d)/,
  '.': /^[+-]?[1-9]\d{0,2}(\.\d{3})+(?!\d)/,
};

/**
 * A number as people write one in a language: `3,5` where a comma separates decimals, `1.234,5` and `1 234` with groups.
 * A sign that cannot part groups of three there separates decimals, in whatever language. What is no number stays a
 * text, and is refused as that.
 */
export const numberTyped = (text: string, language: string): number | string => {
  const bare = text.replaceAll(spaces, '').replace('\u2212', '-');
  const decimal = decimalSign(languageOr(language)) === ',' ? ',' : '.';
  const group = decimal === ',' ? '.' : ',';
  const parted = grouped[group].test(bare) ? bare.replaceAll(group, '') : bare.replace(group, decimal);
  const plain = parted.replace(decimal, '.');
  return /^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : text.trim();
};
