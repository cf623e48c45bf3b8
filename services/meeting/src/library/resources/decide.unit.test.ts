import type { Actor } from '@skein/contracts';
import { expect, it } from 'vitest';
import { addResource, changeResource, mayChange, maySee, renameTag, tidyTags } from './decide.ts';
import type { ResourceRow } from './row.ts';

const now = new Date('2026-11-23T12:00:00Z');
const adding = { network: 'net', id: 'r1', by: 'ann', now };
const told = {
  title: 'A rota',
  about: '',
  tags: ['Rotas', 'rotas', 'Öppet'],
  audience: 'community' as const,
};
const link = addResource({ ...told, community: 'c1', url: 'https://Example.org' }, adding) as ResourceRow;
const actor = (role: 'facilitator' | 'member' | 'guest', person = 'ben', community = 'c1'): Actor => ({
  ...{ person, network: 'net', roles: [], communities: { [community]: role } },
});

it('takes a link or a text, and one of the two', () => {
  expect(link).toMatchObject({
    kind: 'link',
    key: 'https://example.org/',
    tags: ['Rotas', 'Öppet'],
    addedBy: 'ann',
  });
  expect(addResource({ ...told, text: 'How we do it' }, adding)).toMatchObject({
    kind: 'text',
    audience: 'network',
  });
  expect(addResource(told, adding)).toMatchObject({ errors: [{ pointer: '#/url' }] });
  expect(addResource({ ...told, url: 'https://e.org', text: '' }, adding)).toMatchObject({
    refused: 'invalid-request',
  });
});

it('has each tag once, however it is written', () => {
  expect(tidyTags(['Öppet', 'oppet', 'B', 'b ', 'A'])).toEqual(['Öppet', 'B', 'A']);
});

it('is found by those of its community, or by all; changed by who put it there and those who run it', () => {
  expect([
    maySee(link, actor('member')),
    maySee(link, actor('guest')),
    maySee(link, actor('member', 'ben', 'c2')),
  ]).toEqual([true, false, false]);
  expect(maySee({ ...link, audience: 'network' }, actor('member', 'ben', 'c2'))).toBe(true);
  expect(maySee(link, undefined)).toBe(false);
  expect([
    mayChange(link, actor('member')),
    mayChange(link, actor('member', 'ann')),
    mayChange(link, actor('facilitator')),
  ]).toEqual([false, true, true]);
});

it('changes what is said of it, and what it is found by', () => {
  const changed = changeResource(link, { title: 'A better rota' });
  expect(changed).toMatchObject({
    fields: ['title'],
    row: { version: 2, words: expect.arrayContaining(['better']) },
  });
  expect(changeResource(link, { text: 'no' })).toMatchObject({ refused: 'invalid-request' });
});

it('gets another name for a tag, which may be there already', () => {
  expect(renameTag(link, 'öppet', 'ROTAS')).toMatchObject({
    version: 2,
    tags: ['Rotas'],
    tagKeys: ['rotas'],
  });
  expect(renameTag(link, 'rotas', 'Plans').tags).toEqual(['Plans', 'Öppet']);
});
