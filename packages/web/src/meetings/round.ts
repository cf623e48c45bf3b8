/** A number that a text always gives, and another text hardly (FNV-1a, 32 bits). */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash;
};

/** An order in which people speak one after the other: the same for all who look, and another one at each meeting. */
export const roundOf = (people: readonly string[], meeting: string): string[] =>
  people.toSorted((one, other) => hashOf(`${meeting}${one}`) - hashOf(`${meeting}${other}`));
