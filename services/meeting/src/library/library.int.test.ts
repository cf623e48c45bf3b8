import type { JournalEntry, KnowledgeProduct, ReadingList, Resource } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Network, planFor, startNetwork } from '../testing/network.ts';

let net: Network;
beforeAll(async () => {
  net = await startNetwork();
});
afterAll(() => net.stop());

const post = <T>(path: string, body: object, as = net.tokens.ben) => net.api<T>('POST', path, { as, body });
const get = <T>(path: string, as = net.tokens.ben) => net.api<T>('GET', path, { as });

let number = 0;
const resource = async (title: string, rest: object = {}): Promise<string> => {
  number += 1;
  const body = { community: net.community, title, url: `https://example.org/${number}`, ...rest };
  return (await post<Resource>('/resources', body)).body.id;
};

it('a reading list keeps its order and notes, is read for a meeting, and leaves out what is gone', async () => {
  const { community, tokens } = net;
  const [first, second] = [await resource('First'), await resource('Second')];
  const meeting = (await post<{ id: string }>('/meetings', planFor(community), tokens.ada)).body.id;
  const items = [{ resource: second, note: 'Chapter 3' }, { resource: first }];
  const made = await post<ReadingList>('/reading-lists', { community, title: 'Spring', meeting, items });
  expect(made.body.items.map(({ resource: { title }, note }) => [title, note])).toEqual([
    ['Second', 'Chapter 3'],
    ['First', ''],
  ]);
  expect(made.body.meeting).toBe(meeting);
  const path = `/reading-lists/${made.body.id}`;
  const edit = (body: object, as = tokens.ben, ifMatch = 1) =>
    net.api<ReadingList>('PATCH', path, { as, ifMatch, body });
  expect((await edit({ items: [{ resource: newId() }] })).problem).toMatchObject({
    status: 422,
    errors: [{ pointer: '#/items/0/resource' }],
  });
  expect((await edit({ items: [...items, { resource: first }] })).problem.status).toBe(400);
  const turned = await edit({ items: items.toReversed(), meeting: null });
  expect(turned.body).toMatchObject({ version: 2, items: [{ note: '' }, { note: 'Chapter 3' }] });
  expect(turned.body).not.toHaveProperty('meeting');
  expect((await edit({ title: 'Mine' })).problem.status).toBe(412);
  await net.api('DELETE', `/resources/${second}`, { as: tokens.ada });
  expect((await get<ReadingList>(path)).body.items).toHaveLength(1);
  expect((await get(path, tokens.dot)).problem.status).toBe(403);
  const listed = await get<{ items: ReadingList[] }>(`/reading-lists?community=${community}`);
  expect(listed.body.items.map(({ title }) => title)).toEqual(['Spring']);
  expect((await net.api('DELETE', path, { as: tokens.ada })).status).toBe(204);
});

it('what a community makes is drafted, reviewed by another and published, and shows links to those who read them', async () => {
  const { community, people, tokens } = net;
  const meeting = (await post<{ id: string }>('/meetings', planFor(community), tokens.ada)).body.id;
  const raise = async (scope: string) => {
    const body = { title: `A ${scope} case`, situation: 'It happened.', broughtBy: people.ada, scope };
    return (await post<{ id: string }>(`/meetings/${meeting}/learning-cases`, body, tokens.ada)).body.id;
  };
  const [open, kept] = [await raise('community'), await raise('meeting')];
  const own = await resource('Ours');
  const told = { community, title: 'A guide', kind: 'guide', resources: [own] };
  const refused = await post('/knowledge-products', { ...told, cases: [kept] });
  expect(refused.problem).toMatchObject({ status: 422, errors: [{ pointer: '#/cases/0' }] });
  const begun = await post<KnowledgeProduct>('/knowledge-products', { ...told, cases: [open] });
  expect(begun.body).toMatchObject({
    ...{ state: 'draft', authors: [people.ben] },
    ...{ cases: [{ id: open, title: 'A community case' }], resources: [{ id: own, title: 'Ours' }] },
  });
  const path = `/knowledge-products/${begun.body.id}`;
  const move = (state: string, as: string, ifMatch: number) =>
    net.api<KnowledgeProduct>('PUT', `${path}/state`, { as, ifMatch, body: { state } });
  expect((await get(path, tokens.dot)).status).toBe(404);
  expect((await move('reviewed', tokens.ben, 1)).problem.code).toBe('forbidden');
  expect((await move('published', tokens.ada, 1)).problem).toMatchObject({ status: 409, code: 'conflict' });
  expect((await move('reviewed', tokens.ada, 1)).body).toMatchObject({
    state: 'reviewed',
    reviewedBy: people.ada,
  });
  expect((await move('published', tokens.ada, 2)).body.state).toBe('published');
  // Others of the network find it, and of its links what they read.
  const elsewhere = await get<KnowledgeProduct>(path, tokens.dot);
  expect(elsewhere.body).toMatchObject({ title: 'A guide', cases: [], resources: [] });
  const all = await get<{ items: KnowledgeProduct[] }>('/knowledge-products', tokens.dot);
  expect(all.body.items.map(({ id }) => id)).toEqual([begun.body.id]);
  const late = { as: tokens.ben, ifMatch: 3, body: { title: 'Mine' } };
  expect((await net.api('PATCH', path, late)).problem.code).toBe('forbidden');
});

it('a journal is its writer’s alone, whatever the role of who asks, until it is shared and after it was', async () => {
  const { community, people, tokens } = net;
  const written = await post<JournalEntry>('/journal-entries', {
    title: 'After the call',
    text: 'Ask sooner.',
  });
  expect(written.status).toBe(201);
  const path = `/journal-entries/${written.body.id}`;
  const reads = async (as: string) => (await get(path, as)).status;
  expect(await Promise.all([tokens.ben, tokens.ada, tokens.admin].map(reads))).toEqual([200, 404, 404]);
  const edit = (body: object, ifMatch: number, as = tokens.ben) =>
    net.api<JournalEntry>('PATCH', path, { as, ifMatch, body });
  expect((await edit({ title: 'Mine' }, 1, tokens.ada)).status).toBe(404);
  expect((await edit({ weaver: people.dot }, 1)).problem).toMatchObject({
    status: 422,
    errors: [{ pointer: '#/weaver' }],
  });
  expect((await edit({ community }, 1)).body).toMatchObject({ community, version: 2 });
  expect(await Promise.all([tokens.ada, tokens.dot].map(reads))).toEqual([200, 404]);
  const shared = `/journal-entries?of=others&community=${community}`;
  expect((await get<{ items: JournalEntry[] }>(shared, tokens.ada)).body.items).toHaveLength(1);
  expect((await get(shared, tokens.dot)).status).toBe(403);
  await edit({ community: null }, 2);
  expect(await reads(tokens.ada)).toBe(404);
  const about = { title: 'x', text: 'y', meeting: newId() };
  expect((await post('/journal-entries', about)).problem).toMatchObject({
    errors: [{ pointer: '#/meeting' }],
  });
  expect((await net.api('DELETE', path, { as: tokens.ben })).status).toBe(204);
});
