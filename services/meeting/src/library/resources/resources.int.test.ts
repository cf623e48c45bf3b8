import type { Resource, ResourceTag } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Network, planFor, startNetwork } from '../../testing/network.ts';

let net: Network;
beforeAll(async () => {
  net = await startNetwork();
});
afterAll(() => net.stop());

const add = (body: object, as = net.tokens.ben) =>
  net.api<Resource>('POST', '/resources', { as, body: { community: net.community, ...body } });

const titles = async (query: string, as = net.tokens.ben): Promise<string[]> => {
  const { body } = await net.api<{ items: Resource[] }>('GET', `/resources?${query}`, { as });
  return body.items.map(({ title }) => title);
};

describe('the library', () => {
  it('is searched by beginnings of words, accents or not, and by tags', async () => {
    await add({ title: 'Räume für Pausen', url: 'https://example.org/a', tags: ['Rest'] });
    await add({ title: 'A text', text: 'Breaks on the ward', tags: ['rest', 'Wards'] });
    expect(await titles('text=raume')).toEqual(['Räume für Pausen']);
    expect(await titles('text=war%20break')).toEqual(['A text']);
    expect(await titles('tag=REST')).toEqual(['A text', 'Räume für Pausen']);
    expect(await titles('text=nothing')).toEqual([]);
    expect(await titles('text=.*')).toEqual([]);
    expect(await titles('kind=text')).toEqual(['A text']);
    expect(await titles(`since=${new Date(Date.now() + 60_000).toISOString()}`)).toEqual([]);
  });

  it('shows a community’s own to its members, and what is for everybody to all', async () => {
    await add({ title: 'For all', url: 'https://example.org/all', audience: 'network' });
    const { body: own } = await add({ title: 'Ours', url: 'https://example.org/ours' });
    const neighbours = await titles('limit=200', net.tokens.dot);
    expect(neighbours).toContain('For all');
    expect(neighbours).not.toContain('Ours');
    expect((await net.api('GET', `/resources/${own.id}`, { as: net.tokens.dot })).status).toBe(404);
    expect((await net.api('GET', `/resources/${own.id}`, { as: net.tokens.cy })).status).toBe(404);
    expect((await net.api('GET', '/resources')).problem.code).toBe('unauthenticated');
  });

  it('has each link of a community once, from the meeting where it came up', async () => {
    const { body: meeting } = await net.api<{ id: string }>('POST', '/meetings', {
      as: net.tokens.ada,
      body: planFor(net.community),
    });
    const link = { title: 'Once', url: 'https://example.org/once', meeting: meeting.id };
    expect((await add(link)).body.meeting).toBe(meeting.id);
    const again = await add({ ...link, url: 'HTTPS://EXAMPLE.org/once' });
    expect(again.problem).toMatchObject({
      status: 409,
      code: 'already-exists',
      errors: [{ pointer: '#/url' }],
    });
    const strange = await add({ ...link, url: 'https://example.org/other', meeting: newId() });
    expect(strange.problem).toMatchObject({ status: 422, errors: [{ pointer: '#/meeting' }] });
    for (const url of ['javascript:alert(1)', 'no address'])
      expect((await add({ title: 'Bad', url })).problem).toMatchObject({
        status: 400,
        errors: [{ pointer: '#/url' }],
      });
  });

  it('is changed by who put something there and by those who run the community', async () => {
    const { body: added } = await add({ title: 'Mine', url: 'https://example.org/mine' }, net.tokens.ada);
    const path = `/resources/${added.id}`;
    const edit = (as: string, ifMatch: number) =>
      net.api<Resource>('PATCH', path, { as, ifMatch, body: { title: 'Better', tags: ['Good'] } });
    expect((await edit(net.tokens.ben, 1)).problem.code).toBe('forbidden');
    expect((await edit(net.tokens.ada, 1)).body).toMatchObject({
      title: 'Better',
      version: 2,
      tags: ['Good'],
    });
    expect((await edit(net.tokens.ada, 1)).problem.status).toBe(412);
    expect((await net.api('DELETE', path, { as: net.tokens.ada })).status).toBe(204);
    expect((await net.api('GET', path, { as: net.tokens.ada })).status).toBe(404);
  });

  it('keeps its tags tidy: one is renamed, or made one with another', async () => {
    await add({ title: 'T1', url: 'https://example.org/t1', tags: ['Huddels'] });
    await add({ title: 'T2', url: 'https://example.org/t2', tags: ['huddels', 'Huddles'] });
    const body = { community: net.community, from: 'Huddels', to: 'Huddles' };
    const path = '/resource-tags/renaming';
    expect((await net.api('POST', path, { as: net.tokens.ben, body })).problem.code).toBe('forbidden');
    const renamed = await net.api<{ changed: number }>('POST', path, { as: net.tokens.ada, body });
    expect(renamed.body).toEqual({ changed: 2 });
    const tags = await net.api<{ items: ResourceTag[] }>('GET', `/resource-tags?community=${net.community}`, {
      as: net.tokens.ben,
    });
    expect(tags.body.items).toContainEqual({ tag: 'Huddles', resources: 2 });
    expect(tags.body.items.map(({ tag }) => tag.toLowerCase())).not.toContain('huddels');
    expect((await net.api('POST', path, { as: net.tokens.ada, body })).problem).toMatchObject({
      status: 422,
      errors: [{ pointer: '#/from' }],
    });
  });
});

const pdf = (text: string) => Buffer.from(`%PDF-1.7\n% ${text}\n%%EOF\n`);

const put = (name: string, body: Buffer, rest: object = {}, more: object = {}) => {
  const query = new URLSearchParams({ community: net.community, title: name, name, ...rest });
  const headers = { 'content-type': 'application/octet-stream' };
  return net.api<Resource>('POST', `/resource-files?${query}`, {
    as: net.tokens.ben,
    body,
    headers,
    ...more,
  });
};

const pieces = () => net.db.collection('resource_file_pieces');

describe('a file of the library', () => {
  it('comes back as it was put in, to be saved and never shown as a page', async () => {
    const large = Buffer.concat([pdf('large'), Buffer.alloc(600 * 1024, 'x')]);
    const added = await put('Räume „neu“.pdf', large);
    expect(added.status).toBe(201);
    expect(added.body).toMatchObject({
      kind: 'file',
      file: { name: 'Räume „neu“.pdf', type: 'application/pdf', bytes: large.length },
    });
    const path = `/resources/${added.body.id}/file`;
    const saved = await net.api<Buffer>('GET', path, { as: net.tokens.ada });
    expect(saved.body.equals(large)).toBe(true);
    expect(Object.fromEntries(saved.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'content-disposition': expect.stringMatching(/^attachment; .*filename\*=UTF-8''R%C3%A4ume/),
    });
    expect((await net.api('GET', path, { as: net.tokens.dot })).status).toBe(404);
    expect(await titles('text=raume%20neu')).toContain('Räume „neu“.pdf');
    expect((await put('Again.pdf', large)).problem).toMatchObject({ status: 409, code: 'already-exists' });
    expect(await pieces().countDocuments({ resource: added.body.id })).toBe(3);
    await net.api('DELETE', `/resources/${added.body.id}`, { as: net.tokens.ada });
    expect(await pieces().countDocuments()).toBe(0);
  });

  it('is refused where it is not what it says, and nothing of it stays', async () => {
    for (const [name, body] of [
      ['page.html', Buffer.from('<script>alert(1)</script>')],
      ['notes.txt', pdf('hidden')],
      ['scan.pdf', Buffer.from('<html>')],
      ['picture.png', Buffer.from('GIF89a...')],
    ] as const)
      expect((await put(name, body)).problem).toMatchObject({
        status: 415,
        errors: [{ pointer: '#/query/name' }],
      });
    expect((await put('empty.txt', Buffer.alloc(0))).problem.status).toBe(400);
    expect((await put('big.txt', Buffer.alloc(26 * 1024 * 1024, 'x'))).problem.status).toBe(413);
    expect((await put('notes.txt', Buffer.from('x'), { meeting: newId() })).problem.status).toBe(422);
    expect(await pieces().countDocuments()).toBe(0);
  });

  it('is there once where its upload is sent again, and half of one goes by itself', async () => {
    const body = pdf('twice');
    const first = await put('twice.pdf', body, {}, { key: 'the-same' });
    const again = await put('twice.pdf', body, {}, { key: 'the-same' });
    expect(again.body.id).toBe(first.body.id);
    expect(await pieces().countDocuments()).toBe(1);
    expect(await pieces().countDocuments({ forgetAt: { $exists: true } })).toBe(0);
    // What a process leaves that dies before the row is written: pieces that expire.
    const [index] = (await pieces().indexes()).filter(({ name }) => name === 'expiry');
    expect(index).toMatchObject({ key: { forgetAt: 1 }, expireAfterSeconds: 0 });
  });
});
