import type { Found } from './dump.ts';

/** Names that something goes by, each by its subject: a person by their id and invitation, a response by its own. */
export type Names = ReadonlyMap<string, string>;

/** What somebody with a dump claims: whose response each is. */
export type Claim = ReadonlyMap<string, string>;

const tokensIn = (text: string): string[] => text.match(/[0-9A-Za-z_-]{16,}/g) ?? [];

/** A value in more records than this joins nothing: it is everybody's. */
const rare = 6;

/** For each token, what else stands in the records that hold it; nothing for one that too many hold. */
const neighboursIn = (dump: readonly Found[]): ((token: string) => readonly string[]) => {
  const records = dump.map(({ text }) => tokensIn(text));
  const holding = new Map<string, Set<number>>();
  for (const [index, tokens] of records.entries())
    for (const token of tokens) holding.set(token, (holding.get(token) ?? new Set()).add(index));
  return (token) => {
    const held = holding.get(token) ?? new Set();
    return held.size > rare ? [] : [...held].flatMap((index) => records[index] ?? []);
  };
};

/** Joins by what two records have in common: from a person's names, step by step, to the nearest response. */
export const joinByValues = (dump: readonly Found[], people: Names, responses: Names): Claim => {
  const neighbours = neighboursIn(dump);
  const nearest = (names: readonly string[]): Set<string> => {
    const seen = new Set(names);
    let edge = [...names];
    while (edge.length > 0) {
      const reached = edge.flatMap((token) => responses.get(token) ?? []);
      if (reached.length > 0) return new Set(reached);
      edge = [...new Set(edge.flatMap(neighbours))].filter((token) => !seen.has(token));
      for (const token of edge) seen.add(token);
    }
    return new Set();
  };
  const claim = new Map<string, string>();
  for (const [person, names] of Map.groupBy(people, ([, subject]) => subject)) {
    const [response, ...others] = nearest(names.map(([name]) => name));
    if (response && others.length === 0) claim.set(response, person);
  }
  return claim;
};

/** The plain values in a record, however deep, and how long each list and text is. */
const plainIn = (value: object, path: string): [string, string | number][] =>
  Object.entries(value).flatMap(([key, one]): [string, string | number][] => {
    const at = `${path}.${key}`;
    if (one instanceof Date) return [[at, one.getTime()]];
    if (typeof one === 'number') return [[at, one]];
    if (typeof one === 'string')
      return [
        [at, one],
        [`${at}.length`, one.length],
      ];
    return typeof one === 'object' && one !== null ? plainIn(one, at) : [];
  });

/** What of a record it can be ordered by: its place, its size, and each of its plain values. */
const keysOf = ({ value, text }: Found): [string, string | number][] => [
  ['size', text.length],
  ...plainIn(value as object, ''),
];

type Sequence = readonly string[];

/** Each order in which the subjects can be read out of one place of the dump that has them all. */
const sequencesIn = (records: readonly Found[], names: Names, count: number): Sequence[] => {
  const about = records.flatMap((record) => {
    const subjects = new Set(tokensIn(record.text).flatMap((token) => names.get(token) ?? []));
    return subjects.size === 1 ? [{ record, subject: [...subjects][0] as string }] : [];
  });
  const first = new Map(about.toReversed().map((one) => [one.subject, one]));
  if (first.size < count) return [];
  const inPlace = about.filter((one) => first.get(one.subject) === one);
  const keys = new Set(inPlace.flatMap(({ record }) => keysOf(record).map(([key]) => key)));
  const byKey = [...keys].map((key) =>
    inPlace
      .map((one) => ({ ...one, at: new Map(keysOf(one.record)).get(key) ?? '' }))
      .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
  );
  return [inPlace, ...byKey].flatMap((rows) => {
    const subjects = rows.map(({ subject }) => subject);
    return [subjects, subjects.toReversed()];
  });
};

/** Joins by rank: the first person of any order of people with the first response of any order of responses, and so on. */
export const joinByOrder = (dump: readonly Found[], people: Names, responses: Names): Claim[] => {
  const places = [...Map.groupBy(dump, ({ place }) => place).values()];
  const ordersOf = (names: Names): Sequence[] => {
    const orders = places.flatMap((records) => sequencesIn(records, names, new Set(names.values()).size));
    return [...new Map(orders.map((order) => [order.join(), order])).values()];
  };
  const ofResponses = ordersOf(responses);
  return ordersOf(people).flatMap((persons) =>
    ofResponses.map((order) => new Map(order.map((response, rank) => [response, persons[rank] ?? '']))),
  );
};

/** How many responses a claim lays at the right door. */
export const hits = (claim: Claim, truth: Claim): number =>
  [...claim].filter(([response, person]) => truth.get(response) === person).length;
