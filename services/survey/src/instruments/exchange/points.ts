/** Points of a scale from whatever a foreign form has for them: numbers in any order, words, and “not applicable”. */

const apart =
  /^(?:n\s?[/.]\s?a\.?|not applicable|not relevant|does not apply|doesn[’']t apply|no aplica|no procede|sans objet|non applicable|non concerné|ne s[’']applique pas|nicht anwendbar|nicht zutreffend|não se aplica|non applicabile|niet van toepassing|nie dotyczy|ikke relevant|ej aktuellt|ei koske minua)$/i;

const unknown =
  /^(?:(?:i )?do(?:n[’']t| not) know|dk|no sabe|no sé|no lo sé|ns|je ne sais pas|ne sait pas|nsp|weiß (?:ich )?nicht|keine ahnung|weet (?:ik )?niet|não sei|non so|vet inte|vet ej|vet ikke|ved ikke|en tiedä|nie wiem)$/i;

const declined =
  /^(?:refused?(?: to answer)?|prefer not to (?:say|answer)|(?:i )?(?:would |[’']d )?rather not say|no contesta|prefiero no (?:decir|contestar|responder)|refus|ne veut pas répondre|préfère ne pas répondre|keine angabe|keine antwort|k\. ?a\.|geen antwoord|prefiro não (?:dizer|responder)|preferisco non rispondere|vill (?:inte|ej) svara|vil ikke svare|odmowa)$/i;

const kinds = [
  ['notApplicable', apart],
  ['dontKnow', unknown],
  ['refused', declined],
] as const;

/** What a point says that is none, and so counts in no mean: that the question does not apply, and the like. */
export const saysBeside = (...words: (string | undefined)[]): (typeof kinds)[number][0] | undefined =>
  kinds.find(([, said]) => words.some((word) => word !== undefined && said.test(word.trim())))?.[0];

export interface Points {
  readonly from: number;
  readonly to: number;
  /** For each value of the form its point here. */
  readonly points: ReadonlyMap<string, number>;
  /** Whether the points are in the order of the form, and whether they are its numbers. */
  readonly turned: boolean;
  readonly numbers: 'same' | 'ranked' | 'none';
}

const limit = 100;

const whole = (values: readonly number[]): boolean => {
  const [first = 0, last = 0] = [values[0], values.at(-1)];
  return (
    values.every((value, index) => Number.isInteger(value) && value === first + index) &&
    first >= -limit &&
    last <= limit &&
    last - first <= limit
  );
};

/**
 * Whole numbers one apart stay as they are, in whichever order they stand; other numbers keep their order; words are
 * numbered from one.
 */
export const pointsFrom = (values: readonly string[]): Points | undefined => {
  if (values.length < 2 || values.length > limit) return undefined;
  const numbers = values.map((value) => (value.trim() === '' ? Number.NaN : Number(value)));
  if (numbers.some((value) => !Number.isFinite(value)) || new Set(numbers).size < numbers.length)
    return {
      from: 1,
      to: values.length,
      points: new Map(values.map((value, index) => [value, index + 1])),
      turned: false,
      numbers: 'none',
    };
  const sorted = numbers.toSorted((one, other) => one - other);
  const turned = numbers.some((value, index) => value !== sorted[index]);
  const same = whole(sorted);
  const pointOf = (value: number): number => (same ? value : sorted.indexOf(value) + 1);
  return {
    from: pointOf(sorted[0] as number),
    to: pointOf(sorted.at(-1) as number),
    points: new Map(values.map((value, index) => [value, pointOf(numbers[index] as number)])),
    turned,
    numbers: same ? 'same' : 'ranked',
  };
};
