import { describe, expect, it } from 'vitest';
import { ApiProblem, createClient, faultsByField, isProblem, Unreachable } from './index.ts';
import { routeTable } from './table.ts';
import { answering, json, problem } from './testing/answering.ts';

const none = () => new Response(null, { status: 204 });

describe('a request', () => {
  it('goes to the address of its route, with params and query in it', async () => {
    const { client, sent } = answering([() => json({ items: [] })]);
    await client.listCommunityMembers({ params: { id: 'a/b' }, query: { limit: 5, role: 'core' } });
    expect(sent[0]).toMatchObject({
      method: 'GET',
      address: 'https://skein.example/api/v1/communities/a%2Fb/members?limit=5&role=core',
      body: '',
    });
    expect([...(sent[0]?.headers.keys() ?? [])]).toEqual([]);
  });

  it('leaves out what is undefined, and says yes and no in words', async () => {
    const { client, sent } = answering([() => json({ items: [] })]);
    await client.listWorkstreams({ query: { community: 'c', open: false } });
    await client.listCommunities({ query: { status: undefined } });
    expect(sent.map(({ address }) => address.split('?')[1])).toEqual(['community=c&open=false', undefined]);
  });

  it('is not sent where a parameter is empty: it would be another route’s', async () => {
    const { client, sent } = answering([none]);
    await expect(client.leaveCommunity({ params: { id: 'c', person: '' } })).rejects.toThrow(/person/);
    expect(sent).toEqual([]);
  });

  it('carries its body as JSON, the version that it edits, and the key', async () => {
    const { client, sent } = answering([() => json({})]);
    await client.editPerson({ params: { id: '1' }, body: { name: 'Ann' }, ifMatch: 7, key: 'mine' });
    expect(sent[0]).toMatchObject({ method: 'PATCH', body: '{"name":"Ann"}' });
    expect(Object.fromEntries(sent[0]?.headers ?? [])).toEqual({
      'content-type': 'application/json',
      'if-match': '"7"',
      'idempotency-key': 'mine',
    });
  });

  it('has a key of its own where none is given', async () => {
    const { client, sent } = answering([none]);
    await client.signOut();
    await client.signOut();
    const [first, second] = sent.map(({ headers }) => headers.get('idempotency-key'));
    expect(first).toMatch(/^[0-9a-f]{32}$/);
    expect(second).not.toBe(first);
  });

  it('carries a file with its type', async () => {
    const { client, sent } = answering([() => json({})]);
    await client.startImport({ file: new Blob(['name\n'], { type: 'text/csv' }) });
    expect(sent[0]?.body).toBe('name\n');
    expect(sent[0]?.headers.get('content-type')).toBe('text/csv');
  });

  it('carries the token of the session, unless it is anonymous', async () => {
    const { client, sent } = answering([none], { token: async () => 'secret' });
    await client.signOut();
    await client.signOut({ anonymous: true, headers: { cookie: 'a=b' } });
    expect(sent.map(({ headers }) => headers.get('authorization'))).toEqual(['Bearer secret', null]);
    expect(sent[1]?.headers.get('cookie')).toBe('a=b');
  });
});

describe('a reply', () => {
  it('comes with the version in its ETag', async () => {
    const { client } = answering([() => json({ name: 'Ann' }, 200, { etag: '"12"', 'x-more': 'y' })]);
    const { body, version, headers } = await client.readPerson.exchange({ params: { id: '1' } });
    expect({ body, version }).toEqual({ body: { name: 'Ann' }, version: 12 });
    expect(headers.get('x-more')).toBe('y');
  });

  it('is undefined where there is none', async () => {
    const { client } = answering([none]);
    expect(await client.signOut()).toBeUndefined();
    expect(await client.signOut.attempt()).toEqual({ ok: true, value: undefined, version: undefined });
  });

  it('that is a file has its name, type and bytes', async () => {
    const headers = {
      'content-type': 'text/csv',
      'content-disposition': 'attachment; filename="members.csv"',
      etag: '"abc"',
    };
    const { client } = answering([() => new Response('name\n', { headers })]);
    const { body, version } = await client.exportMembers.exchange();
    expect([body.name, body.type, await body.text(), version]).toEqual([
      'members.csv',
      'text/csv',
      'name\n',
      undefined,
    ]);
  });

  it('that is a file is called as it was named, in any script', async () => {
    const said = `attachment; filename="R?ume.pdf"; filename*=UTF-8''R%C3%A4ume.pdf`;
    const { client } = answering([() => new Response('%PDF', { headers: { 'content-disposition': said } })]);
    expect((await client.exportMembers()).name).toBe('Räume.pdf');
  });

  it('is what the check makes of it', async () => {
    const check = (route: string, reply: unknown) => ({ route, reply });
    const { client } = answering([() => json({ a: 1 })], { check });
    expect(await client.whoAmI()).toEqual({ route: 'whoAmI', reply: { a: 1 } });
  });

  it('of a listing leads to the next page, until there is none', async () => {
    const { client, sent } = answering([
      () => json({ items: [1, 2], next: 'x' }),
      () => json({ items: [3] }),
      () => json({ items: [4] }),
    ]);
    const people = client.listPeople.all({ query: { text: 'a' } });
    expect(sent).toEqual([]);
    expect(await people.toArray()).toEqual([1, 2, 3]);
    expect(sent.map(({ address }) => new URL(address).search)).toEqual([
      '?limit=200&text=a',
      '?limit=200&text=a&after=x',
    ]);
    expect(await people.toArray()).toEqual([4]);
  });

  it('of a listing is not asked for beyond what is looked at', async () => {
    const { client, sent } = answering([() => json({ items: [{ name: 'A' }, { name: 'B' }], next: 'x' })]);
    expect(await client.listPeople.all().find(({ name }) => name === 'B')).toEqual({ name: 'B' });
    for await (const _first of client.listPeople.all()) break;
    expect(sent).toHaveLength(2);
  });
});

describe('a problem', () => {
  const body = { slug: 'a', name: 'A', domain: 'x', description: 'y', joining: 'open' as const };

  it('is thrown, or given as a value', async () => {
    const { client } = answering([() => problem('already-exists', 409)]);
    const failure = await client.foundCommunity({ body }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ApiProblem);
    expect(failure).toMatchObject({ message: 'foundCommunity: 409 No.', route: 'foundCommunity' });
    expect(isProblem(failure, 'conflict', 'already-exists')).toBe(true);
    expect(isProblem(failure, 'conflict')).toBe(false);
    expect(isProblem(failure)).toBe(true);
    expect(isProblem(new Error('no'))).toBe(false);
    expect(await client.foundCommunity.attempt({ body })).toMatchObject({
      ok: false,
      problem: { code: 'already-exists' },
    });
  });

  it('tells what is wrong with which field', () => {
    const errors = [
      { pointer: '#/answers/q3', detail: 'is missing' },
      { pointer: '#/answers/q3', detail: 'is a number' },
      { pointer: '#/a~1b~0c', detail: 'is odd' },
    ];
    const told = faultsByField({ type: '', title: '', status: 400, code: 'conflict', detail: '', errors });
    expect([...told]).toEqual([
      ['answers.q3', 'is missing; is a number'],
      ['a/b~c', 'is odd'],
    ]);
  });

  it.each([
    [502, '<html>Bad gateway</html>', 'unavailable'],
    [413, 'too much', 'too-large'],
    [404, '{"error":"nothing here"}', 'internal'],
    [500, '', 'internal'],
    [400, 'null', 'internal'],
  ])('is made of what a stranger before the service says (%i)', async (status, text, code) => {
    const { client } = answering([() => new Response(text, { status })]);
    expect(await client.whoAmI.attempt()).toMatchObject({ ok: false, problem: { status, code } });
  });
});

describe('a service that is away', () => {
  it('is not waited for unless that is asked for', async () => {
    const { client, sent } = answering([() => problem('unavailable', 503)]);
    await expect(client.whoAmI()).rejects.toMatchObject({ problem: { code: 'unavailable' } });
    expect(sent).toHaveLength(1);
  });

  it('is asked again with the same key while patience lasts', async () => {
    const away = [() => new Error('ECONNREFUSED'), () => problem('unavailable', 503), none];
    const { client, sent } = answering(away, { patienceMs: 10_000 });
    await client.signOut();
    expect(sent).toHaveLength(3);
    expect(new Set(sent.map(({ headers }) => headers.get('idempotency-key'))).size).toBe(1);
  });

  it('is given up with what came last', async () => {
    const { client } = answering([() => new Error('ECONNREFUSED')], { patienceMs: 120 });
    const failure = await client.signOut().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Unreachable);
    expect(failure).toMatchObject({ message: 'signOut: ECONNREFUSED', cause: new Error('ECONNREFUSED') });
  });

  it('is asked again when it dies while it answers', async () => {
    const broken = new ReadableStream({ pull: (controller) => controller.error(new Error('terminated')) });
    const answers = [() => new Response(broken), () => json({ a: 1 })];
    const { client } = answering(answers, { patienceMs: 10_000 });
    expect(await client.whoAmI()).toEqual({ a: 1 });
  });

  it('is no longer waited for by whoever has left', async () => {
    const left = new AbortController();
    const answers = [
      () => {
        left.abort(new Error('left'));
        return new Error('ECONNREFUSED');
      },
    ];
    const { client, sent } = answering(answers, { patienceMs: 10_000 });
    await expect(client.whoAmI({ signal: left.signal })).rejects.toThrow('left');
    expect(sent).toHaveLength(1);
  });

  it('that takes too long for one try counts as away', async () => {
    const client = createClient({
      baseUrl: '',
      routes: routeTable(),
      timeoutMs: 5,
      fetch: (_address, { signal }) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason));
        }),
    });
    await expect(client.whoAmI()).rejects.toBeInstanceOf(Unreachable);
  });
});

describe('a sign-in that is too long ago', () => {
  const stale = () => problem('stale-sign-in', 403);

  it('is nothing to whoever only reads, and stays where nobody signs in again', async () => {
    const away = answering([stale], { token: () => 't', onStale: async () => false });
    await expect(away.client.signOutEverywhere()).rejects.toMatchObject({
      problem: { code: 'stale-sign-in' },
    });
    expect(away.sent).toHaveLength(1);
    const onStale = () => Promise.reject(new Error('asked'));
    const reading = answering([() => problem('passkey-required', 403)], { token: () => 't', onStale });
    await expect(reading.client.whoAmI()).rejects.toMatchObject({ problem: { code: 'passkey-required' } });
  });

  it('does not wait for itself: what showing who one is asks for is refused at once', async () => {
    const { client, sent } = answering([stale], {
      token: () => 't',
      onStale: async (): Promise<boolean> => (await client.signOut.attempt()).ok,
    });
    await expect(client.signOutEverywhere()).rejects.toBeInstanceOf(ApiProblem);
    expect(sent).toHaveLength(2);
  });
});

describe('a session that has lapsed', () => {
  const lapsed = () => problem('expired-token', 401);

  it('is renewed once, and the request goes again with the same key', async () => {
    let token = 'old';
    const { client, sent } = answering([lapsed, none], {
      token: () => token,
      onUnauthenticated: async () => {
        token = 'new';
        return true;
      },
    });
    await client.signOutEverywhere();
    expect(sent.map(({ headers }) => headers.get('authorization'))).toEqual(['Bearer old', 'Bearer new']);
    expect(new Set(sent.map(({ headers }) => headers.get('idempotency-key'))).size).toBe(1);
  });

  it('is renewed once for all who wait', async () => {
    let renewals = 0;
    const { client, sent } = answering([lapsed, lapsed, lapsed, () => json({})], {
      token: () => 'old',
      onUnauthenticated: async () => {
        renewals += 1;
        return true;
      },
    });
    await Promise.all([client.whoAmI(), client.whoAmI(), client.whoAmI()]);
    expect([renewals, sent.length]).toEqual([1, 6]);
  });

  it('is not renewed where that has been done since the request was sent', async () => {
    const tokens = ['old', 'new', 'new'];
    const { client, sent } = answering([lapsed, () => json({})], {
      token: () => tokens.shift(),
      onUnauthenticated: () => Promise.reject(new Error('a second renewal')),
    });
    await client.whoAmI();
    expect(sent).toHaveLength(2);
  });

  it('stays lapsed where it is not renewed, or is refused again', async () => {
    const refused = answering([lapsed], { token: () => 't', onUnauthenticated: async () => false });
    await expect(refused.client.whoAmI()).rejects.toMatchObject({ problem: { code: 'expired-token' } });
    expect(refused.sent).toHaveLength(1);
    const again = answering([lapsed], { token: () => 't', onUnauthenticated: async () => true });
    await expect(again.client.whoAmI()).rejects.toMatchObject({ problem: { code: 'expired-token' } });
    expect(again.sent).toHaveLength(2);
  });

  it('is not meant by a link that has expired, nor by what renews it', async () => {
    const onUnauthenticated = () => Promise.reject(new Error('a renewal'));
    const visitor = answering([lapsed], { onUnauthenticated });
    await expect(visitor.client.signIn({ body: { token: 'x' } })).rejects.toBeInstanceOf(ApiProblem);
    const renewal = answering([lapsed], { token: () => 'old', onUnauthenticated });
    await expect(renewal.client.refreshSession({ anonymous: true })).rejects.toBeInstanceOf(ApiProblem);
  });

  it('is shown anew where that was too long ago, and the request goes again, once and with its key', async () => {
    const stale = () => problem('stale-sign-in', 403);
    const asked: string[] = [];
    const onStale = async (why: string) => asked.push(why) > 0;
    const { client, sent } = answering([stale, none], { token: () => 't', onStale });
    await client.signOutEverywhere();
    expect(asked).toEqual(['stale-sign-in']);
    expect(new Set(sent.map(({ headers }) => headers.get('idempotency-key'))).size).toBe(1);
    const again = answering([stale], { token: () => 't', onStale });
    await expect(again.client.signOutEverywhere()).rejects.toMatchObject({
      problem: { code: 'stale-sign-in' },
    });
    expect(again.sent).toHaveLength(2);
  });
});
