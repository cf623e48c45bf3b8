import { communitiesContract, type Meeting, type Series } from '@skein/contracts';
import { until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Network, planFor, startNetwork, weeklyPlan } from '../../testing/network.ts';
import { readCalendar } from '../../testing/reader.ts';
import { feedMaker, type Made } from './made.ts';

let net: Network;
beforeAll(async () => {
  net = await startNetwork();
  const { ben, ada } = net.people;
  for (const [person, role] of [
    [ben, 'member'],
    [ada, 'facilitator'],
  ] as const) {
    const data = { person, community: net.community, role, welcome: false };
    const subject = `${person}.${net.community}`;
    await net.side.publish(communitiesContract.events.membershipStarted, { subject, version: 1, data });
  }
  await until('the service knows who belongs', async () => {
    const known = await net.db.collection('known_memberships').countDocuments();
    return known === 2;
  });
});
afterAll(() => net.stop());

interface Opened {
  readonly id: string;
  readonly address: string;
}

const open = async (body: object, as = net.tokens.ben): Promise<Opened> => {
  const opened = await net.api<Opened>('POST', '/feeds', { as, body });
  expect(opened.status, JSON.stringify(opened.body)).toBe(201);
  return opened.body;
};

const poll = async (address: string, headers: Record<string, string> = {}) => {
  const path = new URL(address).pathname;
  const response = await fetch(`${net.url()}${path}`, { headers });
  return { status: response.status, etag: response.headers.get('etag') ?? '', text: await response.text() };
};

const farAhead = new Date(Date.now() + 380 * 24 * 60 * 60_000);
const titles = (text: string): string[] => [
  ...new Set(readCalendar(text, farAhead).map(({ title }) => title)),
];

const plan = async (title: string, rest: object = {}): Promise<Meeting> => {
  const startsAt = new Date(Date.now() + 9 * 24 * 60 * 60_000).toISOString();
  const body = planFor(net.community, { title, startsAt, ...rest });
  return (await net.api<Meeting>('POST', '/meetings', { as: net.tokens.ada, body })).body;
};

describe('a feed of one’s own', () => {
  it('holds what Skein lists, and where to join', async () => {
    const body = {
      ...{ community: net.community, title: 'Every week', kind: 'call', agenda: [], plan: weeklyPlan() },
      joinLink: 'https://meet.example.org/weekly',
    };
    const series = await net.api<Series>('POST', '/series', { as: net.tokens.ada, body });
    const { address } = await open({ kind: 'mine' });
    expect(address).toMatch(/^http.*\/api\/v1\/calendars\/[\w-]{43}\/calendar\.ics$/);
    const { status, text } = await poll(address);
    expect(status).toBe(200);
    const path = `/meetings?series=${series.body.id}&limit=200`;
    const listed = await net.api<{ items: Meeting[] }>('GET', path, { as: net.tokens.ben });
    const dates = listed.body.items.map(({ startsAt }) => startsAt);
    const found = readCalendar(text, new Date(dates.at(-1) ?? '')).filter(
      ({ title }) => title === 'Every week',
    );
    expect(found.map(({ at }) => at)).toEqual(dates);
    expect(text).toContain('https://meet.example.org/weekly');
  });

  it('is answered with nothing where it is as it was, and anew after a change', async () => {
    const meeting = await plan('Once');
    const { address } = await open({ kind: 'mine' });
    const first = await poll(address);
    expect((await poll(address, { 'if-none-match': first.etag })).status).toBe(304);
    expect((await poll(address)).text).toBe(first.text);
    const edit = { as: net.tokens.ada, ifMatch: 1, body: { minutes: 45 } };
    await net.api('PATCH', `/meetings/${meeting.id}`, edit);
    const after = await poll(address, { 'if-none-match': first.etag });
    expect(after).toMatchObject({ status: 200 });
    expect(after.etag).not.toBe(first.etag);
    const uid = `UID:${meeting.id}@127.0.0.1`;
    for (const { text } of [first, after]) expect(text).toContain(uid);
  });

  it('is gone at once when it is closed, or opened anew, and nobody else closes it', async () => {
    const first = await open({ kind: 'mine' });
    const second = await open({ kind: 'mine' });
    expect((await poll(first.address)).status).toBe(404);
    const close = (as: string) => net.api('DELETE', `/feeds/${second.id}`, { as });
    expect((await close(net.tokens.ada)).status).toBe(404);
    expect((await poll(second.address)).status).toBe(200);
    const kept = await net.api<{ items: object[] }>('GET', '/feeds', { as: net.tokens.ben });
    expect(kept.body.items).toMatchObject([{ id: second.id, kind: 'mine' }]);
    expect(JSON.stringify(kept.body)).not.toContain('calendars');
    expect((await close(net.tokens.ben)).status).toBe(200);
    expect((await poll(second.address)).status).toBe(404);
    expect((await poll(second.address.replace(/calendars\/.{5}/, 'calendars/AAAAA'))).status).toBe(404);
  });

  it('is composed once however often it is asked for', async () => {
    await plan('Often asked for', { audience: 'network' });
    const config = { SKEIN_PUBLIC_URL: 'http://127.0.0.1:8080', SKEIN_SITES: new Map() } as never;
    const { feed, made } = feedMaker({ config, now: () => new Date() });
    const reader = { db: net.db, network: 'testing' };
    const asked = { name: 'All', of: [], joins: [], showsCancelled: false };
    const first = await feed(reader, asked);
    const others: Made[] = [];
    for (let time = 0; time < 200; time += 1) others.push(await feed(reader, asked));
    expect(made()).toBe(1);
    expect(new Set(others.map(({ etag }) => etag))).toEqual(new Set([first.etag]));
  });
});

describe('a feed of what one said yes to', () => {
  it('has those dates alone, and loses one that one says no to', async () => {
    const as = net.tokens.ben;
    const rule = { frequency: 'weekly', count: 4 };
    const body = {
      community: net.community,
      title: 'Some of them',
      kind: 'call',
      plan: weeklyPlan({ rule }),
    };
    const series = await net.api<Series>('POST', '/series', { as: net.tokens.ada, body });
    const path = `/meetings?series=${series.body.id}`;
    const { items } = (await net.api<{ items: Meeting[] }>('GET', path, { as })).body;
    const say = (place: number, answer: string) =>
      net.api('PUT', `/meetings/${items[place]?.id}/answer`, { as, body: { answer } });
    for (const place of [1, 3]) expect((await say(place, 'yes')).status).toBe(200);
    const { address } = await open({ kind: 'going' });
    const read = async () => readCalendar((await poll(address)).text, farAhead).map(({ at }) => at);
    expect(await read()).toEqual([items[1]?.startsAt, items[3]?.startsAt]);
    await say(3, 'no');
    expect(await read()).toEqual([items[1]?.startsAt]);
  });
});

describe('feeds of a community and of the network', () => {
  it('have what is for everybody alone, once one has left', async () => {
    await plan('Ours');
    await plan('For all', { audience: 'network', joinLink: 'https://meet.example.org/all' });
    const { address } = await open({ kind: 'community', community: net.community }, net.tokens.ada);
    expect(titles((await poll(address)).text)).toEqual(expect.arrayContaining(['Ours', 'For all']));
    const everybody = await poll(`${net.url()}/api/v1/calendar.ics`);
    expect(titles(everybody.text)).toContain('For all');
    expect(titles(everybody.text)).not.toContain('Ours');
    expect(everybody.text).not.toContain('meet.example.org');
    const { ada } = net.people;
    const data = { person: ada, community: net.community };
    const subject = `${ada}.${net.community}`;
    await net.side.publish(communitiesContract.events.membershipEnded, { subject, version: 2, data });
    const left = await until('the next poll knows it', async () => {
      const { text } = await poll(address);
      return !titles(text).includes('Ours') && text;
    });
    expect(titles(left)).toContain('For all');
    expect(left).not.toContain('meet.example.org');
  });

  it('are refused for a community that is not there, and without one', async () => {
    const as = net.tokens.ben;
    const without = await net.api('POST', '/feeds', { as, body: { kind: 'community' } });
    expect(without.problem).toMatchObject({ status: 400, errors: [{ pointer: '#/community' }] });
    const foreign = await net.api('POST', '/feeds', {
      as,
      body: { kind: 'community', community: net.foreign },
    });
    expect(foreign.problem).toMatchObject({ status: 422, errors: [{ pointer: '#/community' }] });
    expect((await net.api('POST', '/feeds', { body: { kind: 'mine' } })).status).toBe(401);
  });
});
