import type { Meeting, MeetingNotice, Series } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Network, planFor, startNetwork } from '../../testing/network.ts';

let net: Network;
beforeAll(async () => {
  net = await startNetwork();
});
afterAll(() => net.stop());

const plan = async (rest: object = {}): Promise<Meeting> => {
  const planned = await net.api<Meeting>('POST', '/meetings', {
    as: net.tokens.ada,
    body: planFor(net.community, rest),
  });
  expect(planned.status).toBe(201);
  return planned.body;
};

it('is announced by itself to those whom the listing tells of it, and its record is kept from them', async () => {
  const notice = (id: string, as?: string) =>
    net.api<MeetingNotice>('GET', `/meetings/${id}/notice`, as ? { as } : {});
  const { id } = await plan({ audience: 'network', joinLink: 'https://call.example/1' });
  const { status, body } = await notice(id);
  expect(status).toBe(200);
  expect(body).toMatchObject({ title: 'Monthly call', audience: 'network' });
  for (const kept of ['joinLink', 'agenda', 'present']) expect(body).not.toHaveProperty(kept);
  expect((await notice(id, net.tokens.dot)).status).toBe(200);
  expect((await notice(id, net.tokens.ben)).body).toMatchObject({ joinLink: 'https://call.example/1' });
  const { id: theirs } = await plan();
  expect((await notice(theirs)).status).toBe(404);
  expect((await notice(theirs, net.tokens.dot)).status).toBe(404);
  expect((await notice(theirs, net.tokens.ben)).status).toBe(200);
});

describe('planning a meeting', () => {
  it('takes over the agenda of its series unless it has one, or none on purpose', async () => {
    const agenda = [{ title: 'Check-in', minutes: 10 }];
    const series = await net.api<Series>('POST', '/series', {
      as: net.tokens.ada,
      body: { community: net.community, title: 'Calls', kind: 'call', rhythm: 'monthly', agenda },
    });
    const occurrence = await plan({ series: series.body.id });
    expect(occurrence).toMatchObject({ status: 'planned', version: 1, agenda, series: series.body.id });
    const own = await plan({ series: series.body.id, agenda: [{ title: 'Fishbowl', minutes: 60 }] });
    expect(own.agenda).toEqual([{ title: 'Fishbowl', minutes: 60 }]);
    expect((await plan({ agenda: [] })).agenda).toEqual([]);
    const retimed = await net.api('PATCH', `/series/${series.body.id}`, {
      as: net.tokens.ada,
      body: { agenda: [] },
      ifMatch: 1,
    });
    expect(retimed.status).toBe(200);
    const kept = await net.api<Meeting>('GET', `/meetings/${occurrence.id}`, { as: net.tokens.ben });
    expect(kept.body.agenda).toEqual(agenda);
  });

  it('is done once for an Idempotency-Key, and refuses the key for anything else', async () => {
    const request = { as: net.tokens.ada, key: newId(), body: planFor(net.community) };
    const first = await net.api<Meeting>('POST', '/meetings', request);
    const again = await net.api<Meeting>('POST', '/meetings', request);
    expect(again.body).toEqual(first.body);
    const other = await net.api('POST', '/meetings', {
      ...request,
      body: planFor(net.community, { minutes: 30 }),
    });
    expect(other.problem).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
  });

  it('names the field that does not fit', async () => {
    const { ada } = net.tokens;
    const long = await net.api('POST', '/meetings', {
      as: ada,
      body: planFor(net.community, { minutes: 0, startsAt: 'soon' }),
    });
    const pointers = long.problem.errors?.map(({ pointer }) => pointer);
    expect(long.status).toBe(400);
    expect(pointers).toEqual(expect.arrayContaining(['#/minutes', '#/startsAt']));
    const strange = await net.api('POST', '/meetings', {
      as: ada,
      body: planFor(net.community, { host: 'x' }),
    });
    expect(strange.problem).toMatchObject({ status: 400, errors: [{ pointer: '#/host' }] });
    expect((await net.api('POST', '/meetings', { as: ada, body: '{"title":' })).problem).toMatchObject({
      status: 400,
      code: 'malformed-json',
    });
  });

  it('refuses an unknown community, and a series that is unknown or another community’s', async () => {
    const { admin } = net.tokens;
    const nowhere = await net.api('POST', '/meetings', { as: admin, body: planFor(newId()) });
    expect(nowhere.problem).toMatchObject({ status: 422, errors: [{ pointer: '#/community' }] });
    const theirs = await net.api<Series>('POST', '/series', {
      as: net.tokens.dot,
      body: { community: net.neighbour, title: 'Calls', kind: 'call', rhythm: 'monthly' },
    });
    for (const series of [newId(), theirs.body.id]) {
      const body = planFor(net.community, { series });
      const refused = await net.api('POST', '/meetings', { as: admin, body });
      expect(refused.problem).toMatchObject({
        status: 422,
        code: 'unknown-reference',
        errors: [{ pointer: '#/series' }],
      });
    }
  });

  it('is for those who run the community', async () => {
    for (const as of [net.tokens.ben, net.tokens.cy, net.tokens.dot]) {
      const refused = await net.api('POST', '/meetings', { as, body: planFor(net.community) });
      expect(refused.problem).toMatchObject({ status: 403, code: 'forbidden' });
    }
  });

  it('needs a token that is whole and has not expired', async () => {
    const body = planFor(net.community);
    expect((await net.api('POST', '/meetings', { body })).problem.code).toBe('unauthenticated');
    const damaged = `${net.tokens.admin.slice(0, -6)}AAAAAA`;
    expect((await net.api('POST', '/meetings', { as: damaged, body })).problem).toMatchObject({
      status: 401,
      code: 'invalid-token',
    });
    const expired = await net.side.tokenFor({ roles: ['admin'] }, new Date(Date.now() - 60 * 60 * 1000));
    expect((await net.api('POST', '/meetings', { as: expired, body })).problem).toMatchObject({
      status: 401,
      code: 'expired-token',
    });
  });
});

describe('reading meetings', () => {
  it('lists them by start, then id, page by page, without notes or people', async () => {
    const starts = [
      '2031-03-02T10:00:00Z',
      '2031-03-01T10:00:00Z',
      '2031-03-01T10:00:00Z',
      '2031-03-04T10:00:00Z',
    ];
    const planned: Meeting[] = [];
    for (const startsAt of starts) planned.push(await plan({ startsAt, capacity: 8, reading: ['A book'] }));
    const range = 'from=2031-03-01T10:00:00Z&until=2031-03-04T10:00:00Z';
    const seen: MeetingNotice[] = [];
    let next: string | undefined = '';
    while (next !== undefined) {
      const cursor: string = next && `&after=${next}`;
      const path = `/meetings?community=${net.community}&${range}&limit=1${cursor}`;
      const page: { body: { items: MeetingNotice[]; next?: string } } = await net.api('GET', path, {
        as: net.tokens.ben,
      });
      seen.push(...page.body.items);
      next = page.body.next;
    }
    const [second, firstA, firstB] = planned;
    expect(seen.map(({ id }) => id)).toEqual([firstA?.id, firstB?.id, second?.id]);
    expect(seen[0]).toEqual({
      id: firstA?.id,
      community: net.community,
      title: 'Monthly call',
      kind: 'call',
      audience: 'community',
      status: 'planned',
      startsAt: '2031-03-01T10:00:00.000Z',
      minutes: 90,
      capacity: 8,
    });
    const path = `/meetings?community=${net.neighbour}`;
    const elsewhere = await net.api<{ items: unknown[] }>('GET', path, { as: net.tokens.admin });
    expect(elsewhere.body.items).toEqual([]);
  });

  it('tells of a meeting for everybody whoever asks, and of a community’s own those in it and the hosts alone', async () => {
    const startsAt = '2199-05-01T10:00:00Z';
    const open = await plan({ startsAt, audience: 'network' });
    const own = await plan({ startsAt });
    const seenBy = async (as?: string, query = ''): Promise<string[]> => {
      const path = `/meetings?from=${startsAt}${query}`;
      const { body } = await net.api<{ items: MeetingNotice[] }>('GET', path, { ...(as && { as }) });
      return body.items.map(({ id }) => id);
    };
    const { admin, ada, ben, cy, dot } = net.tokens;
    for (const query of ['', `&community=${net.community}`]) {
      expect(await seenBy(undefined, query)).toEqual([open.id]);
      expect(await seenBy(dot, query)).toEqual([open.id]);
      for (const as of [admin, ada, ben, cy]) expect(await seenBy(as, query)).toEqual([open.id, own.id]);
    }
  });

  it('refuses a cursor that is not its own', async () => {
    for (const after of ['nonsense', Buffer.from('[{"$ne":1},"x"]').toString('base64url')]) {
      const refused = await net.api('GET', `/meetings?after=${after}`);
      expect(refused.problem).toMatchObject({ status: 400, errors: [{ pointer: '#/query/after' }] });
    }
  });

  it('shows one whole to the community alone', async () => {
    const { id } = await plan();
    const path = `/meetings/${id}`;
    expect((await net.api<Meeting>('GET', path, { as: net.tokens.ben })).body).toMatchObject({
      id,
      notes: '',
    });
    expect((await net.api('GET', path)).status).toBe(401);
    for (const as of [net.tokens.cy, net.tokens.dot]) {
      expect((await net.api('GET', path, { as })).problem.code).toBe('forbidden');
    }
  });

  it('does not tell another network that a meeting exists', async () => {
    const { id } = await plan();
    const as = net.tokens.foreigner;
    expect((await net.api('GET', `/meetings/${id}`, { as })).problem.code).toBe('not-found');
    const opened = await net.api('POST', `/meetings/${id}/opening`, { as, ifMatch: 1 });
    expect(opened.problem.code).toBe('not-found');
    expect((await net.api<{ items: unknown[] }>('GET', '/meetings', { as })).body.items).toEqual([]);
  });
});
