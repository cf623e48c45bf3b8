import { type BridgingGraph, type CommunityStatus, type Overlap, smallestOverlap } from '@skein/contracts';

/** So many people belong to exactly these communities. */
export interface Combination {
  readonly communities: readonly string[];
  readonly people: number;
}

/** So many meetings were held by exactly these communities together. */
export interface HeldTogether {
  readonly communities: readonly string[];
  readonly meetings: number;
}

export interface BridgedCommunity {
  readonly _id: string;
  readonly name: string;
  readonly status: CommunityStatus;
}

/** What a viewer may count exactly: everything, or what touches these communities, whose members they may list anyway. */
export type Sight = 'all' | ReadonlySet<string>;

type Pair = [string, string];

const keyOf = ([a, b]: Pair): string => `${a}.${b}`;

const pairsOf = (communities: readonly string[]): Pair[] => {
  const sorted = communities.toSorted();
  return sorted.flatMap((a, index) => sorted.slice(index + 1).map((b): Pair => [a, b]));
};

/**
 * A count as a viewer sees it. Whoever is in neither community is shown a small one only as a bound: that a count rose
 * from none to one as somebody joined would tell where that person belongs. None stays none, since it is about nobody.
 */
export const seen = (people: number, sight: Sight, communities: readonly string[]): Overlap => {
  const exact = sight === 'all' || communities.some((community) => sight.has(community));
  return exact || people === 0 || people >= smallestOverlap
    ? { exactly: people }
    : { fewerThan: smallestOverlap };
};

const counted = (entries: Iterable<readonly [string, number]>): Map<string, number> => {
  const sums = new Map<string, number>();
  for (const [key, value] of entries) sums.set(key, (sums.get(key) ?? 0) + value);
  return sums;
};

export interface Overlaps {
  readonly communities: readonly BridgedCommunity[];
  readonly combinations: readonly Combination[];
  readonly held: readonly HeldTogether[];
}

/** Members in common and meetings held together, of each pair that has any; the keys are `<a>.<b>`, a before b. */
const pairCounts = ({ communities, combinations, held }: Overlaps) => {
  const open = new Set(communities.map(({ _id }) => _id));
  const within = (ids: readonly string[]) => pairsOf(ids.filter((id) => open.has(id))).map(keyOf);
  return {
    shared: counted(
      combinations.flatMap(({ communities: ids, people }) =>
        within(ids).map((key) => [key, people] as const),
      ),
    ),
    meetings: counted(
      held.flatMap(({ communities: ids, meetings }) => within(ids).map((key) => [key, meetings] as const)),
    ),
  };
};

/** The graph of a network's communities as a viewer sees it. */
export const graphOf = (overlaps: Overlaps, sight: Sight): BridgingGraph => {
  const { communities, combinations } = overlaps;
  const { shared, meetings } = pairCounts(overlaps);
  const each = (of: readonly Combination[]) =>
    counted(of.flatMap(({ communities: ids, people }) => ids.map((id) => [id, people] as const)));
  const bridges = combinations.filter(({ communities: ids }) => ids.length > 1);
  const [members, bridging] = [each(combinations), each(bridges)];
  const sum = (of: readonly Combination[]) => of.reduce((total, { people }) => total + people, 0);
  return {
    people: sum(combinations),
    bridging: seen(sum(bridges), sight, []),
    nodes: communities.map(({ _id, name, status }) => ({
      community: _id,
      name,
      status,
      members: members.get(_id) ?? 0,
      bridging: seen(bridging.get(_id) ?? 0, sight, [_id]),
    })),
    edges: [...new Set([...shared.keys(), ...meetings.keys()])].toSorted().map((key) => {
      const between = key.split('.') as Pair;
      return {
        between,
        shared: seen(shared.get(key) ?? 0, sight, between),
        meetings: meetings.get(key) ?? 0,
      };
    }),
    isolated: communities.filter(({ _id }) => !bridging.get(_id)).map(({ _id }) => _id),
  };
};

/** The pairs that share nobody, in the order of their keys, with the meetings that they held together nevertheless. */
export const gapsOf = (overlaps: Overlaps, community?: string): { between: Pair; meetings: number }[] => {
  const { shared, meetings } = pairCounts(overlaps);
  return pairsOf(overlaps.communities.map(({ _id }) => _id))
    .filter((pair) => !shared.has(keyOf(pair)) && (!community || pair.includes(community)))
    .map((between) => ({ between, meetings: meetings.get(keyOf(between)) ?? 0 }));
};
