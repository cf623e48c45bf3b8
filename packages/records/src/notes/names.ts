import { wordsIn } from '@skein/contracts/words';

const separators = /\s*(?:[,;\n]|\s\/\s|\s&\s|\sand\s|\soch\s|\set\s)\s*/u;

/** The names in a list of them, as they are written. */
export const namesIn = (text: string): string[] =>
  text
    .split(separators)
    .map((name) => name.replace(/^[\s·•*–-]+|[\s.;:]+$/gu, '').trim())
    .filter(Boolean);

/** The owners in a cell of a table: names or initials. */
export const ownersIn = (cell: string): string[] =>
  cell
    .split(/[/,;&+\n]/u)
    .map((name) => name.trim())
    .filter((name) => /\p{L}/u.test(name));

/** The ways in which people write who is meant among those that they sit with: the whole name, the first, initials. */
const waysToWrite = (name: string): string[] => {
  const [first = '', ...rest] = wordsIn(name);
  const initials = [first, ...rest].map((word) => word[0] ?? '').join('');
  const last = rest.at(-1);
  return [
    ...new Set([
      [first, ...rest].join(' '),
      first,
      ...(last ? [`${first} ${last[0]}`, `${first} ${last}`, initials, `${first[0]}${last[0]}`] : []),
    ]),
  ];
};

/** Tells whom of these people something written means: only where it can mean one of them alone. */
export const whoAmong = (people: readonly string[]): ((written: string) => string | undefined) => {
  const ways = new Map<string, Set<string>>();
  for (const name of people)
    for (const way of waysToWrite(name)) ways.set(way, (ways.get(way) ?? new Set()).add(name));
  const whole = new Map(people.map((name) => [wordsIn(name).join(' '), name]));
  return (written) => {
    const said = wordsIn(written).join(' ');
    const exact = whole.get(said);
    if (exact) return exact;
    const meant = ways.get(said) ?? new Set();
    return meant.size === 1 ? [...meant][0] : undefined;
  };
};
