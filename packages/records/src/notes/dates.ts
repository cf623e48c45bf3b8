const months = [
  ['january', 'januari', 'janvier', 'jan'],
  ['february', 'februari', 'février', 'feb'],
  ['march', 'mars', 'mar'],
  ['april', 'avril', 'apr'],
  ['may', 'maj', 'mai'],
  ['june', 'juni', 'juin', 'jun'],
  ['july', 'juli', 'juillet', 'jul'],
  ['august', 'augusti', 'août', 'aug'],
  ['september', 'septembre', 'sept', 'sep'],
  ['october', 'oktober', 'octobre', 'oct', 'okt'],
  ['november', 'novembre', 'nov'],
  ['december', 'décembre', 'dec'],
];
const monthOf = (word: string): number => months.findIndex((names) => names.includes(word.toLowerCase())) + 1;
const names = months
  .flat()
  .sort((one, other) => other.length - one.length)
  .join('|');

/** A day as people write it; without a year where they wrote none. */
export interface WrittenDay {
  readonly year?: number;
  readonly month: number;
  readonly day: number;
}

const worded = new RegExp(
  `(\\d{1,2})(?:st|nd|rd|th|er|:?e)?\\s+(?:of\\s+)?(${names})\\.?(?:,?\\s+(\\d{4}))?`,
  'iu',
);
const american = new RegExp(`(${names})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s+(\\d{4}))?`, 'iu');

const isDay = ({ year = 2024, month, day }: WrittenDay): boolean => {
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
};

const made = (year: string | undefined, month: number, day: string): WrittenDay | undefined => {
  const written = { ...(year && { year: Number(year) }), month, day: Number(day) };
  return isDay(written) ? written : undefined;
};

/** The day that a heading names. */
export const dayIn = (text: string): WrittenDay | undefined => {
  const iso = /\b(\d{4})-(\d{2})-(\d{2})\b/u.exec(text);
  if (iso?.[3]) return made(iso[1], Number(iso[2]), iso[3]);
  const words = worded.exec(text);
  if (words?.[1]) return made(words[3], monthOf(words[2] ?? ''), words[1]);
  const us = american.exec(text);
  return us?.[2] ? made(us[3], monthOf(us[1] ?? ''), us[2]) : undefined;
};

/** `28/11`, `9/11/18`; two may stand without a space between. */
const figures = /(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}(?![/.\d])|\d{2}))?/gu;

type Figures = readonly [first: number, second: number, year: number | undefined];

const figuresIn = (text: string): Figures[] =>
  [...text.matchAll(figures)].map(([, first, second, year]) => [
    Number(first),
    Number(second),
    year === undefined ? undefined : Number(year) + (year.length === 2 ? 2000 : 0),
  ]);

/** Whether these dates in figures begin with the day: the ones that can be read one way alone tell of the others. */
export const startWithDay = (texts: readonly string[]): boolean => {
  const all = texts.flatMap(figuresIn);
  const dayFirst = all.some(([first, second]) => first > 12 && second <= 12);
  return dayFirst || !all.some(([first, second]) => second > 12 && first <= 12);
};

const pad = (value: number): string => String(value).padStart(2, '0');
const iso = (year: number, month: number, day: number): string => `${year}-${pad(month)}-${pad(day)}`;

/** The days in a cell, `2018-11-28`; one without a year is the last such day up to `latest`. */
export const daysIn = (text: string, dayFirst: boolean, latest: string): string[] =>
  figuresIn(text).flatMap(([first, second, year]) => {
    const [day, month] = dayFirst ? [first, second] : [second, first];
    const own = year ?? Number(latest.slice(0, 4));
    if (!isDay({ year: own, month, day })) return [];
    const written = iso(own, month, day);
    return [year === undefined && written > latest ? iso(own - 1, month, day) : written];
  });
