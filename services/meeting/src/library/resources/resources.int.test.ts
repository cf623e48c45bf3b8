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
