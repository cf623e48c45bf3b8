/** A question as it is guessed from its answers. */
export interface Guess {
  readonly fields: Record<string, unknown> & { readonly type: string };
  /** What was guessed, as a sentence about the column. */
  readonly said: string;
}

const most = { choices: 12, length: 150, manyChoices: 40 } as const;

const yes = new Set('yes ja oui sí si sim tak ano igen evet true wahr vrai'.split(' '));
const no = new Set('no nein non não nie ne nem hayır false falsch faux nee'.split(' '));

const isNumber = (value: string): boolean => /^[-+]?\d{1,9}(?:[.,]\d{1,6})?$/.test(value);
const isWhole = (value: string): boolean => /^\d{1,2}$/.test(value);
const isDay = (value: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(value) || /^\d{1,2}[./]\d{1,2}[./]\d{4}$/.test(value);

/** How often each was said, in the order in which they first were. */
const counted = (values: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
};

/** The values that several people gave, if those are few and most answers: then each is a choice. */
const choicesAmong = (
  values: readonly string[],
  limit: number,
): { choices: string[]; rest: number } | undefined => {
  const counts = counted(values);
  if (counts.size > 0 && counts.size <= 2 && values.length >= 4)
    return { choices: [...counts.keys()], rest: 0 };
  const shared = [...counts].filter(([, count]) => count > 1);
  const covered = shared.reduce((sum, [, count]) => sum + count, 0);
  const choices = shared.map(([value]) => value);
  const isShort = choices.every((choice) => choice.length <= most.length && !choice.includes('\n'));
  const isMost = covered >= values.length * 0.75 && choices.length * 2 <= values.length;
  return choices.length >= 2 && choices.length <= limit && isShort && isMost
    ? { choices, rest: values.length - covered }
    : undefined;
};

const other = (rest: number) => (rest > 0 ? { showOtherItem: true } : {});
const besides = (rest: number): string =>
  rest > 0 ? `; what one person alone said is taken for “other”` : '';

const yesNo = (values: readonly string[]): Guess | undefined => {
  const found = [...counted(values).keys()];
  const [labelTrue, labelFalse] = [yes, no].map((words) =>
    found.find((value) => words.has(value.toLowerCase())),
  );
  const labels = { ...(labelTrue && { labelTrue }), ...(labelFalse && { labelFalse }) };
  if (found.length > 2 || found.length !== Object.keys(labels).length) return undefined;
  return { fields: { type: 'boolean', ...labels }, said: 'is guessed to ask for yes or no' };
};

const numeric = (values: readonly string[]): Guess | undefined => {
  if (!values.every(isNumber)) return undefined;
  const numbers = values.map((value) => Number(value.replace(',', '.')));
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  if (!values.every(isWhole) || high > 10 || values.length < 3)
    return { fields: { type: 'text', inputType: 'number' }, said: 'is guessed to ask for a number' };
  const rateMin = Math.min(low, 1);
  const rateMax = [5, 7, 10].find((end) => high <= end) ?? 10;
  return {
    fields: { type: 'rating', rateMin, rateMax },
    said: `is guessed to be a scale from ${rateMin} to ${rateMax}`,
  };
};

const piecesOf = (value: string, separator: string): string[] =>
  value
    .split(separator)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');

const ranked = (values: readonly string[]): Guess | undefined => {
  const lists = values.map((value) => piecesOf(value, ';'));
  const [first = []] = lists;
  const set = first.toSorted().join('\n');
  const isRanking =
    first.length > 1 && lists.length > 1 && lists.every((list) => list.toSorted().join('\n') === set);
  return isRanking
    ? { fields: { type: 'ranking', choices: first.toSorted() }, said: 'is guessed to ask for an order' }
    : undefined;
};

const several = (values: readonly string[]): Guess | undefined => {
  const separator = [';', ','].find((one) => values.some((value) => value.includes(one)));
  if (!separator) return undefined;
  const pieces = values.flatMap((value) => [...new Set(piecesOf(value, separator))]);
  const among = choicesAmong(pieces, most.manyChoices);
  // As many different cells as pieces, or fewer: then the commas belong to the choices.
  if (!among || (separator === ',' && new Set(values).size < among.choices.length)) return undefined;
  return {
    fields: { type: 'checkbox', choices: among.choices, ...other(among.rest) },
    said: `is guessed to be a choice of several among those that were chosen${besides(among.rest)}`,
  };
};

const single = (values: readonly string[]): Guess | undefined => {
  const among = choicesAmong(values, most.choices);
  return (
    among && {
      fields: { type: 'radiogroup', choices: among.choices, ...other(among.rest) },
      said: `is guessed to be a choice among those that were chosen, in the order in which they first were${besides(among.rest)}`,
    }
  );
};

const inWords = (values: readonly string[]): Guess => {
  const isLong = values.some((value) => value.length > 80 || value.includes('\n'));
  return { fields: { type: isLong ? 'comment' : 'text' }, said: 'is guessed to ask for words' };
};

const day = (values: readonly string[]): Guess | undefined =>
  values.every(isDay)
    ? { fields: { type: 'text', inputType: 'date' }, said: 'is guessed to ask for a day' }
    : undefined;

/** What a question most likely asked, by the answers to it. */
export const guessed = (values: readonly string[]): Guess => {
  if (values.length === 0)
    return { fields: { type: 'text' }, said: 'has no answers in the file, and is asked in words' };
  const found = [yesNo, numeric, day, ranked, several, single].map((guess) => guess(values));
  return found.find((guess) => guess !== undefined) ?? inWords(values);
};

/** Words of scales, from little to much, as they are usual. */
const scales = [
  ['strongly disagree', 'disagree', 'neutral', 'agree', 'strongly agree'],
  [
    'strongly disagree',
    'somewhat disagree',
    'neither agree nor disagree',
    'somewhat agree',
    'strongly agree',
  ],
  ['very poor', 'poor', 'fair', 'good', 'very good', 'excellent'],
  ['very dissatisfied', 'dissatisfied', 'neutral', 'satisfied', 'very satisfied'],
  ['never', 'rarely', 'sometimes', 'often', 'always'],
  ['not at all', 'a little', 'somewhat', 'very much'],
];

/** The points of a table of answers, in their order, if all its rows were answered by a few of the same. */
export const pointsOf = (values: readonly string[]): { points: string[]; sure: boolean } | undefined => {
  const points = [...counted(values).keys()];
  if (points.length < 2 || points.length > 11 || points.some((point) => point.length > 60)) return undefined;
  if (points.every(isWhole))
    return { points: points.toSorted((one, two) => Number(one) - Number(two)), sure: true };
  if (points.some((point) => /[;,]/.test(point))) return undefined;
  const known = scales.find((scale) => points.every((point) => scale.includes(point.toLowerCase())));
  if (!known) return { points, sure: false };
  const order = (point: string) => known.indexOf(point.toLowerCase());
  return { points: points.toSorted((one, two) => order(one) - order(two)), sure: true };
};
