import { apiPrefix, type LiveKind } from '@skein/contracts';
import { newId, type RunningService, startService } from '@skein/service-kit';
import { call, tokenFor, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { membership } from '../../app.ts';
import { type Network, startNetwork } from '../../testing/network.ts';

let net: Network;
/** Another process of the same service. */
let replica: RunningService;
beforeAll(async () => {
  net = await startNetwork();
  replica = await startService(membership, net.environment);
});
afterAll(async () => {
  await replica.stop();
  await net.stop();
});

/** Somebody with a session that is open. */
const signedIn = async (over: object = {}) => {
  const [person, session] = [newId(), newId()];
  const now = new Date();
  const expires = new Date(now.getTime() + 60_000);
  const row = { _id: session as never, network: 'testing', person, current: 'x', factor: 'link' };
  const times = { openedAt: now, usedAt: now, provenAt: now, expires };
  await net.db.collection('sessions').insertOne({ ...row, ...times });
  return { person, session, as: await tokenFor(net.service, { person, session, ...over }) };
};

const follow = async (url: string, as: string, heard?: string) => {
  const leaving = new AbortController();
  const headers = { authorization: `Bearer ${as}`, ...(heard && { 'last-event-id': heard }) };
  const reply = await fetch(`${url}${apiPrefix}/live`, { headers, signal: leaving.signal });
  let text = '';
  let ended = false;
  const reading = (async () => {
    for await (const part of reply.body?.pipeThrough(new TextDecoderStream()) ?? []) text += part;
  })()
    .catch(() => undefined)
    .finally(() => {
      ended = true;
    });
  return {
    reply,
    text: () => text,
    ended: () => ended,
    told: (kind: LiveKind) => until(`${kind} to be told`, () => text.includes(`"${kind}"`)),
    last: () =>
      text
        .match(/^id: (.+)$/gm)
        ?.at(-1)
        ?.slice(4),
    leave: async () => {
      leaving.abort();
      await reading;
    },
  };
};

describe('whoever follows changes', () => {
  it('hears of them at every process, by their kind alone', async () => {
    const { as } = await signedIn();
    const pages = [await follow(net.url, as), await follow(replica.url, as)];
    for (const { reply } of pages) {
      expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
      expect(reply.headers.get('cache-control')).toBe('no-store');
    }
    const community = await net.found();
    for (const page of pages) {
      await page.told('communities');
      expect(page.text()).not.toContain(community);
      await page.leave();
    }
  });

  it('hears after an interruption of what happened meanwhile, at another process too', async () => {
    const { as } = await signedIn();
    const before = await follow(net.url, as);
    await net.found();
    await before.told('communities');
    const last = before.last();
    await before.leave();
    await net.found();
    const after = await follow(replica.url, as, last);
    await after.told('communities');
    const lost = await follow(replica.url, as, newId());
    await until('to be told that something was missed', () => lost.text().includes('event: anew'));
    await Promise.all([after.leave(), lost.leave()]);
  });

  it('hears no more once they have other roles', async () => {
    const [person] = await net.takeIn(1, []);
    const { as } = await signedIn({ person });
    await net.db.collection('sessions').updateMany({}, { $set: { person } });
    const page = await follow(net.url, as);
    const community = await net.found();
    await net.post(`/communities/${community}/members`, { person });
    await until('it to be over', () => page.text().includes('event: over') && page.ended());
  });

  it('needs a session that is open', async () => {
    const outside = await tokenFor(net.service);
    expect((await call(net.url, 'GET', '/live', { as: outside })).problem).toMatchObject({ status: 404 });
    expect((await call(net.url, 'GET', '/live')).problem).toMatchObject({ status: 401 });
  });

  it('does not keep a service from stopping', async () => {
    const { as } = await signedIn();
    const third = await startService(membership, net.environment);
    const page = await follow(third.url, as);
    await third.stop();
    await until('the stream to end', () => page.ended());
  });
});
