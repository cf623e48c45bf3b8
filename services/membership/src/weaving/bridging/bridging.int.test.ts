import { type BridgingGraph, type BridgingMember, meetingsContract } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { call, membershipSide, tokenFor, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type Network, startNetwork } from '../../testing/network.ts';

let net: Network;
let side: Awaited<ReturnType<typeof membershipSide>>;
beforeAll(async () => {
  net = await startNetwork();
  side = await membershipSide(net.environment);
});
afterAll(async () => {
  await side.stop();
  await net.stop();
});

const get = async <T>(path: string, as = net.admin) => (await call<T>(net.url, 'GET', path, { as })).body;
const edgeOf = ({ edges }: BridgingGraph, ...pair: string[]) =>
  edges.find(({ between }) => pair.every((id) => between.includes(id)));
const belongingTo = (community: string, role: 'member' | 'guest' = 'member') =>
  tokenFor(net.service, { communities: { [community]: role } });
/** Closes a meeting that these planned together, as the meeting service tells of it. */
const meet = (community: string, withCommunities: string[], meeting = newId()) =>
  side.publish(meetingsContract.events.meetingClosed, {
    subject: meeting,
    version: 3,
    data: {
      ...{ meeting, community, withCommunities, present: [] },
      ...{ kind: 'call', startsAt: '2026-11-02T10:00:00.000Z', minutes: 60 },
    },
  });

describe('bridging', () => {
  it('shows whom communities share, what they held together, and who stands alone', async () => {
    const [a, b, c, closed] = [await net.found(), await net.found(), await net.found(), await net.found()];
    const both = await net.takeIn(6, [], [a, b]);
    await net.takeIn(2, [], [a]);
    await net.takeIn(1, [], [c, closed]);
    const [guest = ''] = await net.takeIn(1, [], [c]);
    await net.post(`/communities/${a}/members`, { person: guest, role: 'guest' });
    const [left = ''] = await net.takeIn(1, [], [b, c]);
    await call(net.url, 'DELETE', `/communities/${c}/members/${left}`, { as: net.admin });
    await call(net.url, 'PATCH', `/communities/${closed}`, {
      as: net.admin,
      ifMatch: 1,
      body: { status: 'closed' },
    });
    const twice = newId();
    await meet(a, [c], twice);
    await meet(a, [c], twice);
    await meet(b, []);
    await meet(c, [closed, b]);
    const joint = net.db.collection('joint_meetings');
    await until('both meetings', async () => (await joint.countDocuments()) === 2);

    const graph = await get<BridgingGraph>('/bridging');
    expect(edgeOf(graph, a, b)).toMatchObject({ shared: { exactly: 6 }, meetings: 0 });
    expect(edgeOf(graph, a, c)).toMatchObject({ shared: { exactly: 0 }, meetings: 1 });
    expect(edgeOf(graph, b, c)).toMatchObject({ shared: { exactly: 0 }, meetings: 1 });
    expect(graph.isolated).toEqual([c]);
    expect(graph.nodes.map(({ community, members }) => [community, members])).toEqual([
      [a, 8],
      [b, 7],
      [c, 2],
    ]);
    expect(graph).toMatchObject({ people: 11, bridging: { exactly: 6 } });

    const gaps = await get<{ items: { between: string[] }[]; next?: string }>('/bridging/gaps?limit=1');
    const rest = await get<{ items: { between: string[] }[]; next?: string }>(
      `/bridging/gaps?limit=1&after=${gaps.next}`,
    );
    expect([...gaps.items, ...rest.items].map(({ between }) => between)).toEqual([
      [a, c].toSorted(),
      [b, c].toSorted(),
    ]);
    expect(rest.next).toBeUndefined();
    const refused = await call(net.url, 'GET', '/bridging/gaps?after=x', { as: net.admin });
    expect(refused.problem).toMatchObject({
      code: 'invalid-request',
      errors: [{ pointer: '#/query/after' }],
    });

    const members = await get<{ items: BridgingMember[]; next?: string }>('/bridging/members?limit=4');
    const more = await get<{ items: BridgingMember[] }>(`/bridging/members?after=${members.next}`);
    const listed = [...members.items, ...more.items];
    expect(listed.map(({ person }) => person)).toEqual(both.toSorted());
    expect(listed[0]).toMatchObject({ name: 'Wilhelmina', communities: [a, b].toSorted(), total: 2 });
    expect(await get('/bridging/members?atLeast=3')).toEqual({ items: [] });
  });

  it('names nobody and bounds small counts for whoever does not belong', async () => {
    const [a, b, c] = [await net.found(), await net.found(), await net.found()];
    const [person] = await net.takeIn(1, [], [a, b]);
    const stranger = await belongingTo(c);
    const graph = await get<BridgingGraph>('/bridging', stranger);
    expect(edgeOf(graph, a, b)?.shared).toEqual({ fewerThan: 5 });
    expect(JSON.stringify(graph)).not.toContain(person);
    for (const path of ['/bridging/members', `/bridging/members?community=${a}`]) {
      expect((await call(net.url, 'GET', path, { as: stranger })).problem.code).toBe('forbidden');
    }
    const within = await belongingTo(a);
    expect(edgeOf(await get<BridgingGraph>('/bridging', within), a, b)?.shared).toEqual({ exactly: 1 });
    const members = await get<{ items: BridgingMember[] }>(`/bridging/members?community=${a}`, within);
    // That they belong elsewhere is shown, but not where the viewer is not.
    expect(members.items).toMatchObject([{ person, communities: [a], total: 2 }]);
    const guest = await call(net.url, 'GET', '/bridging', { as: await belongingTo(a, 'guest') });
    expect(guest.problem.code).toBe('forbidden');
  });

  it('counts 20,000 people in 60 communities as they are, at once', async () => {
    const big = await startNetwork();
    onTestFinished(big.stop);
    const communities = Array.from({ length: 60 }, newId);
    const founded = { version: 1, domain: 'Care', description: '', joining: 'open', status: 'established' };
    const history = { statusHistory: [{ status: 'established', since: new Date() }] };
    await big.db.collection('communities').insertMany(
      communities.map((_id, index) => ({
        ...{ _id, network: 'testing', slug: `c-${index}`, name: `C ${index}` },
        ...{ ...founded, ...history },
      })) as never[],
    );
    // Half belong to one, the rest to two to five, spread by multiplication so that every run is the same.
    const placesOf = (person: number): string[] => {
      const many = person % 2 ? 1 : 2 + (person % 4);
      const first = (person * 7919) % 60;
      const at = Array.from({ length: many }, (_, place) => (first + place * (1 + (person % 7))) % 60);
      return [...new Set(at)].map((index) => communities[index] ?? '');
    };
    const expected = new Map<string, number>();
    const rows: object[] = [];
    for (let index = 0; index < 20_000; index += 1) {
      const [person, places] = [newId(), placesOf(index)];
      for (const community of places) {
        const _id = `${person}.${community}`;
        rows.push({
          _id,
          network: 'testing',
          version: 1,
          person,
          community,
          role: 'member',
          since: new Date(),
        });
        for (const other of places.filter((place) => place > community)) {
          const pair = `${community}.${other}`;
          expected.set(pair, (expected.get(pair) ?? 0) + 1);
        }
      }
    }
    await big.db.collection('memberships').insertMany(rows as never[], { ordered: false });
    const ask = (path: string) => call<BridgingGraph>(big.url, 'GET', path, { as: big.admin });
    const started = performance.now();
    const { body: graph } = await ask('/bridging');
    const took = performance.now() - started;
    expect(graph.people).toBe(20_000);
    expect(new Map(graph.edges.map(({ between, shared }) => [between.join('.'), shared]))).toEqual(
      new Map([...expected].map(([pair, people]) => [pair, { exactly: people }])),
    );
    // A third of a second on two busy cores; the bound only tells a slow machine from a slow query.
    expect(took).toBeLessThan(5_000);
  });
});
