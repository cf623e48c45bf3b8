import type { Person } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { call, tokenFor } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Network, startNetwork } from '../../testing/network.ts';
import { jpeg, phoneJpeg, png, secret, toldPng, webp } from '../../testing/pictures.ts';

let net: Network;
let community: string;
let fellow: string;
beforeAll(async () => {
  net = await startNetwork();
  community = await net.found();
  fellow = await tokenFor(net.service, { communities: { [community]: 'member' } });
});
afterAll(() => net.stop());

const member = async () => {
  const [id = ''] = await net.takeIn(1, [], [community]);
  return { id, as: await tokenFor(net.service, { person: id }) };
};
const send = (id: string, as: string, body: Buffer, ifMatch = 1, type = 'image/png') =>
  call<Person>(net.url, 'PUT', `/people/${id}/photo`, {
    as,
    body,
    ifMatch,
    headers: { 'content-type': type },
  });
const load = (id: string, as: string, headers: Record<string, string> = {}) =>
  call<Buffer>(net.url, 'GET', `/people/${id}/photo`, { as, headers });

describe('a photo', () => {
  it('is set, shown to those who share a community, and taken away again', async () => {
    const { id, as } = await member();
    const set = await send(id, as, toldPng);
    expect(set.body).toMatchObject({ version: 2, photo: expect.stringContaining(`/people/${id}/photo?v=`) });
    const seen = await load(id, fellow);
    expect(seen.status).toBe(200);
    expect(Object.fromEntries(seen.headers)).toMatchObject({
      'content-type': 'image/webp',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-cache',
      'content-disposition': 'inline; filename="photo.webp"',
    });
    const gone = await call<Person>(net.url, 'DELETE', `/people/${id}/photo`, { as, ifMatch: 2 });
    expect(gone.body.version).toBe(3);
    expect(gone.body).not.toHaveProperty('photo');
    expect((await load(id, as)).problem.code).toBe('not-found');
    expect(await net.db.collection('photos').countDocuments({ _id: id as never })).toBe(0);
  });

  it('is loaded once: the browser that has it is told so', async () => {
    const { id, as } = await member();
    await send(id, as, jpeg, 1, 'image/jpeg');
    const etag = (await load(id, fellow)).headers.get('etag') ?? '';
    expect((await load(id, fellow, { 'if-none-match': etag })).status).toBe(304);
    expect((await load(id, fellow, { 'if-none-match': `"other", W/${etag}` })).status).toBe(304);
    await send(id, as, webp, 2, 'image/webp');
    const changed = await load(id, fellow, { 'if-none-match': etag });
    expect([changed.status, changed.headers.get('content-type')]).toEqual([200, 'image/webp']);
    const small = await call<Buffer>(net.url, 'GET', `/people/${id}/photo?size=small`, { as: fellow });
    expect([small.status, small.headers.get('etag') === changed.headers.get('etag')]).toEqual([200, false]);
  });

  it('sent again is the same photo, at the same version', async () => {
    const { id, as } = await member();
    expect((await send(id, as, png)).body.version).toBe(2);
    expect((await send(id, as, toldPng, 2)).body.version).toBe(2);
  });

  it('keeps nowhere what a phone wrote into it, whatever it is called', async () => {
    const { id, as } = await member();
    expect((await send(id, as, phoneJpeg(), 1, 'application/octet-stream')).status).toBe(200);
    const row = await net.db
      .collection<{ bytes: { buffer: Uint8Array } }>('photos')
      .findOne({ _id: id as never });
    expect(Buffer.from(row?.bytes.buffer ?? []).includes(secret)).toBe(false);
  });

  it('is seen by whom the person lets see it, and nobody else learns that there is one', async () => {
    const { id, as } = await member();
    await send(id, as, png);
    const show = (visibility: object, ifMatch: number) =>
      call<Person>(net.url, 'PATCH', `/people/${id}`, { as, body: { visibility }, ifMatch });
    await show({ photo: 'nobody' }, 2);
    expect((await load(id, fellow)).problem.code).toBe('not-found');
    const person = await call<Person>(net.url, 'GET', `/people/${id}`, { as: fellow });
    expect(person.body).not.toHaveProperty('photo');
    expect((await load(id, as)).status).toBe(200);
    expect((await load(id, net.admin)).status).toBe(200);
    await show({ photo: 'network' }, 3);
    const stranger = await tokenFor(net.service, { communities: { [newId()]: 'member' } });
    expect((await load(id, stranger)).problem.code).toBe('forbidden');
    await net.db.collection('people').updateOne({ _id: id as never }, { $set: { listed: true } });
    expect((await load(id, stranger)).status).toBe(200);
  });

  it.each([
    [
      'of a type that is not taken',
      Buffer.from('GIF89a'),
      'image/gif',
      415,
      'unsupported-media-type',
      'image/gif',
    ],
    [
      'that says it is another type',
      Buffer.from('GIF89a'),
      'image/png',
      415,
      'unsupported-media-type',
      'GIF',
    ],
    ['that is cut short', png.subarray(0, 60), 'image/png', 400, 'invalid-request', 'PNG'],
    ['that is empty', Buffer.alloc(0), 'image/png', 400, 'invalid-request', 'body'],
    ['that is too large', Buffer.alloc(600 * 1024), 'image/png', 413, 'too-large', '512 KiB'],
    [
      'that is no picture but JSON',
      Buffer.from('{}'),
      'application/json',
      415,
      'unsupported-media-type',
      'json',
    ],
  ])('%s is refused and nothing changes', async (_what, body, type, status, code, word) => {
    const { id, as } = await member();
    const { problem } = await send(id, as, body, 1, type);
    expect(problem).toMatchObject({ status, code, detail: expect.stringContaining(word) });
    const person = await call<Person>(net.url, 'GET', `/people/${id}`, { as });
    expect(person.body.version).toBe(1);
    expect(await net.db.collection('photos').countDocuments({ _id: id as never })).toBe(0);
  });

  it('is set from the version that was seen, by nobody else, of somebody who is there', async () => {
    const { id, as } = await member();
    expect((await send(id, as, png, 7)).problem.code).toBe('stale-edit');
    expect((await send(id, fellow, png)).problem.code).toBe('forbidden');
    expect((await send(newId(), net.admin, png)).problem.code).toBe('not-found');
    expect((await call(net.url, 'DELETE', `/people/${id}/photo`, { as, ifMatch: 7 })).problem.code).toBe(
      'stale-edit',
    );
  });
});
