import { communitiesContract, type Series } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Network, startNetwork } from '../../testing/network.ts';

let net: Network;
beforeAll(async () => {
  net = await startNetwork();
});
afterAll(() => net.stop());

const body = (community: string, rest: object = {}) => ({
  community,
  title: 'Monthly call',
  kind: 'call',
  rhythm: 'every second Friday',
  agenda: [{ title: 'Check-in', minutes: 10 }],
  ...rest,
});

const start = async (rest: object = {}): Promise<Series> => {
  const started = await net.api<Series>('POST', '/series', {
    as: net.tokens.ada,
    body: body(net.community, rest),
  });
  expect(started.status).toBe(201);
  return started.body;
};

describe('series', () => {
  it('starts one, and lists it for those of the community alone', async () => {
    const series = await start({ title: 'Book club', kind: 'book-club' });
    expect(series).toMatchObject({ version: 1, community: net.community, kind: 'book-club' });
    const listed = async (community: string, as?: string) =>
      (await net.api<{ items: Series[] }>('GET', `/series?community=${community}`, { ...(as && { as }) }))
        .body.items;
    const { admin, ben, dot } = net.tokens;
    for (const as of [admin, ben]) expect(await listed(net.community, as)).toContainEqual(series);
    for (const as of [undefined, dot]) expect(await listed(net.community, as)).toEqual([]);
    expect(await listed(net.neighbour, admin)).toEqual([]);
  });

  it('changes what is sent and keeps the rest', async () => {
    const series = await start();
    const changed = await net.api<Series>('PATCH', `/series/${series.id}`, {
      as: net.tokens.ada,
      body: { rhythm: 'weekly' },
      ifMatch: 1,
    });
    expect(changed.body).toEqual({ ...series, rhythm: 'weekly', version: 2 });
    expect(changed.headers.get('etag')).toBe('"2"');
    const same = await net.api<Series>('PATCH', `/series/${series.id}`, {
      as: net.tokens.ada,
      body: { rhythm: 'weekly' },
      ifMatch: 2,
    });
    expect(same.body.version).toBe(2);
  });

  it('is handed over to a member of the community, and to nobody else', async () => {
    const { api, community, people, side, tokens } = net;
    const { id } = await start();
    const data = { person: people.ben, community, role: 'member' as const, welcome: false };
    const subject = `${people.ben}.${community}`;
    await side.publish(communitiesContract.events.membershipStarted, { subject, version: 1, data });
    const handOver = (facilitator: string | null, ifMatch: number) =>
      api<Series>('PATCH', `/series/${id}`, { as: tokens.ada, body: { facilitator }, ifMatch });
    const given = await until('the service knows the member', async () => {
      const answer = await handOver(people.ben, 1);
      return answer.status === 200 && answer;
    });
    expect(given.body).toMatchObject({ facilitator: people.ben, version: 2 });
    for (const stranger of [people.dot, newId()])
      expect((await handOver(stranger, 2)).problem).toMatchObject({
        code: 'unknown-reference',
        errors: [{ pointer: '#/facilitator' }],
      });
    expect((await handOver(null, 2)).body).not.toHaveProperty('facilitator');
  });

  it('refuses an edit of an older version, and one that names no version', async () => {
    const { id } = await start();
    const edit = { as: net.tokens.ada, body: { title: 'Other' } };
    expect((await net.api('PATCH', `/series/${id}`, { ...edit, ifMatch: 7 })).problem).toMatchObject({
      status: 412,
      code: 'stale-edit',
    });
    expect((await net.api('PATCH', `/series/${id}`, edit)).problem).toMatchObject({
      status: 428,
      code: 'if-match-required',
    });
  });

  it('names the field that does not fit, and a community that is not there or is another network’s', async () => {
    const wrong = await net.api('POST', '/series', {
      as: net.tokens.admin,
      body: body(net.community, { agenda: [{ title: 'Check-in', minutes: 0 }] }),
    });
    expect(wrong.problem).toMatchObject({ status: 400, errors: [{ pointer: '#/agenda/0/minutes' }] });
    for (const community of [newId(), net.foreign]) {
      const unknown = await net.api('POST', '/series', { as: net.tokens.admin, body: body(community) });
      expect(unknown.problem).toMatchObject({
        status: 422,
        code: 'unknown-reference',
        errors: [{ pointer: '#/community' }],
      });
    }
  });

  it('is for those who run the community', async () => {
    const { id } = await start();
    for (const as of [net.tokens.ben, net.tokens.dot]) {
      const started = await net.api('POST', '/series', { as, body: body(net.community) });
      expect(started.problem).toMatchObject({ status: 403, code: 'forbidden' });
      const edited = await net.api('PATCH', `/series/${id}`, { as, body: { title: 'Mine' }, ifMatch: 1 });
      expect(edited.problem).toMatchObject({ status: 403, code: 'forbidden' });
    }
    expect((await net.api('POST', '/series', { body: body(net.community) })).status).toBe(401);
  });

  it('does not show another network’s series, nor tell that they exist', async () => {
    const { id } = await start();
    const { foreigner } = net.tokens;
    const edited = await net.api('PATCH', `/series/${id}`, { as: foreigner, body: {}, ifMatch: 1 });
    expect(edited.problem).toMatchObject({ status: 404, code: 'not-found' });
    const listed = await net.api<{ items: Series[] }>('GET', '/series', { as: foreigner });
    expect(listed.body.items).toEqual([]);
  });
});
