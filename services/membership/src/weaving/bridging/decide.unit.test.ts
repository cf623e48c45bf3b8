import { describe, expect, it } from 'vitest';
import { gapsOf, graphOf, type Overlaps, seen } from './decide.ts';

const community = (_id: string) => ({ _id, name: _id.toUpperCase(), status: 'established' as const });
const overlaps: Overlaps = {
  communities: ['a', 'b', 'c', 'd'].map(community),
  combinations: [
    { communities: ['a'], people: 10 },
    { communities: ['b', 'a'], people: 4 },
    { communities: ['c', 'b', 'a'], people: 2 },
    { communities: ['d'], people: 1 },
  ],
  held: [
    { communities: ['d', 'a'], meetings: 3 },
    { communities: ['a', 'b', 'closed'], meetings: 1 },
  ],
};

describe('the graph of communities', () => {
  const graph = graphOf(overlaps, 'all');

  it('counts whom each pair shares and the meetings they held, each pair once', () => {
    expect(graph.edges).toEqual([
      { between: ['a', 'b'], shared: { exactly: 6 }, meetings: 1 },
      { between: ['a', 'c'], shared: { exactly: 2 }, meetings: 0 },
      { between: ['a', 'd'], shared: { exactly: 0 }, meetings: 3 },
      { between: ['b', 'c'], shared: { exactly: 2 }, meetings: 0 },
    ]);
  });

  it('counts the members of each and those who belong elsewhere too, nobody twice', () => {
    expect(graph.people).toBe(17);
    expect(graph.bridging).toEqual({ exactly: 6 });
    expect(graph.nodes.map(({ community, members, bridging }) => [community, members, bridging])).toEqual([
      ['a', 16, { exactly: 6 }],
      ['b', 6, { exactly: 6 }],
      ['c', 2, { exactly: 2 }],
      ['d', 1, { exactly: 0 }],
    ]);
  });

  it('names those who share nobody, though they met', () => {
    expect(graph.isolated).toEqual(['d']);
    expect(gapsOf(overlaps)).toEqual([
      { between: ['a', 'd'], meetings: 3 },
      { between: ['b', 'd'], meetings: 0 },
      { between: ['c', 'd'], meetings: 0 },
    ]);
    expect(gapsOf(overlaps, 'b')).toEqual([{ between: ['b', 'd'], meetings: 0 }]);
  });

  it('is empty where there is nothing', () => {
    const nothing = { communities: [], combinations: [], held: [] };
    expect(graphOf(nothing, 'all')).toEqual({
      ...{ people: 0, bridging: { exactly: 0 }, nodes: [], edges: [], isolated: [] },
    });
    expect(gapsOf(nothing)).toEqual([]);
  });

  it('bounds small counts for whoever is in neither of the two', () => {
    const { edges, nodes } = graphOf(overlaps, new Set(['c']));
    expect(edges.map(({ shared }) => shared)).toEqual([
      { exactly: 6 },
      { exactly: 2 },
      { exactly: 0 },
      { exactly: 2 },
    ]);
    expect(nodes[2]?.bridging).toEqual({ exactly: 2 });
    expect(graphOf(overlaps, new Set()).edges[3]?.shared).toEqual({ fewerThan: 5 });
  });

  it.each([
    [0, { exactly: 0 }],
    [1, { fewerThan: 5 }],
    [4, { fewerThan: 5 }],
    [5, { exactly: 5 }],
  ])('shows %i to a stranger as %j', (people, shown) => {
    expect(seen(people, new Set(['x']), ['a', 'b'])).toEqual(shown);
    expect(seen(people, new Set(['b']), ['a', 'b'])).toEqual({ exactly: people });
    expect(seen(people, 'all', [])).toEqual({ exactly: people });
  });
});
