import type { ChatMessage, ChatPreview, ChatSummary, Meeting, SharedLink } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tellNames } from '../../testing/names.ts';
import { type Network, planFor, startNetwork } from '../../testing/network.ts';

let net: Network;
let names: { stop: () => void };
beforeAll(async () => {
  net = await startNetwork();
  const { ada, ben } = net.people;
  for (const person of [ada, ben]) await net.side.enter(person, net.community);
  names = await tellNames(net, { [ada]: 'Ada Moor', [ben]: 'Ben Lee' });
  await until('the members to be known', async () =>
    (await net.db.collection('known_memberships').countDocuments()) === 2 ? true : undefined,
  );
});
afterAll(async () => {
  names.stop();
  await net.stop();
});

const text = `\u{feff}Chat of Tuesday
09:37:16     From  Ada Moor : See https://example.org/rota.
and https://example.org/rota again
09:38:00 From Ben To Everyone:
\tThanks
09:39:00 From Ben to Ada Moor (Direct Message):
\tquietly
09:40:00 From Ada Moor : Bye
`.replaceAll('\n', '\r\n');

const plan = async (): Promise<string> => {
  const planned = await net.api<Meeting>('POST', '/meetings', {
    as: net.tokens.ada,
    body: planFor(net.community),
  });
  return planned.body.id;
};

const take = (id: string, body: object, as = net.tokens.ada) =>
  net.api<ChatSummary>('POST', `/meetings/${id}/chat`, { as, body: { text, ...body } });

describe('the chat of a meeting', () => {
  it('is previewed: what it holds, what is withheld, what cannot be read, and who the people are', async () => {
    const { ada, ben } = net.people;
    const path = `/meetings/${await plan()}/chat/preview`;
    const preview = await net.api<ChatPreview>('POST', path, { as: net.tokens.ada, body: { text } });
    expect(preview.status).toBe(200);
    expect(preview.body).toEqual({
      messages: 3,
      withheld: 1,
      unread: [1],
      first: [
        {
          at: '09:37:16',
          by: 'Ada Moor',
          text: 'See https://example.org/rota.\nand https://example.org/rota again',
        },
        { at: '09:38:00', by: 'Ben', text: 'Thanks' },
        { at: '09:40:00', by: 'Ada Moor', text: 'Bye' },
      ],
      links: [{ url: 'https://example.org/rota', by: 'Ada Moor', at: '09:37:16' }],
      people: [
        { name: 'Ada Moor', person: ada, candidates: [{ person: ada, name: 'Ada Moor' }] },
        { name: 'Ben', candidates: [{ person: ben, name: 'Ben Lee' }] },
      ],
    });
  });

  it('is kept with it, by who people are where somebody said so; nothing to some alone is anywhere', async () => {
    const { ada } = net.people;
    const id = await plan();
    const taken = await take(id, { people: [{ name: 'Ada Moor', person: ada }] });
    expect(taken).toMatchObject({ status: 201, body: { messages: 3, withheld: 1, unread: [1] } });
    const as = net.tokens.ben;
    const first = await net.api<{ items: ChatMessage[]; next: string }>(
      'GET',
      `/meetings/${id}/chat?limit=2`,
      {
        as,
      },
    );
    const rest = await net.api<{ items: ChatMessage[] }>(
      'GET',
      `/meetings/${id}/chat?limit=2&after=${first.body.next}`,
      { as },
    );
    expect([...first.body.items, ...rest.body.items]).toMatchObject([
      { at: '09:37:16', person: ada },
      { at: '09:38:00', by: 'Ben', text: 'Thanks' },
      { at: '09:40:00', person: ada, text: 'Bye' },
    ]);
    const links = await net.api<{ items: SharedLink[] }>('GET', `/meetings/${id}/chat/links`, { as });
    expect(links.body.items).toEqual([{ url: 'https://example.org/rota', person: ada, at: '09:37:16' }]);
    const everything = await Promise.all(
      (await net.db.collections()).map((collection) => collection.find().toArray()),
    );
    expect(JSON.stringify(everything)).not.toContain('quietly');
  });

  it('is there once, until it is taken away', async () => {
    const id = await plan();
    await take(id, {});
    expect((await take(id, {})).problem).toMatchObject({ status: 409, code: 'already-exists' });
    const path = `/meetings/${id}/chat`;
    expect((await net.api('DELETE', path, { as: net.tokens.ada })).status).toBe(204);
    const left = await net.api<{ items: unknown[] }>('GET', path, { as: net.tokens.ada });
    expect(left.body.items).toEqual([]);
    expect((await net.api('DELETE', path, { as: net.tokens.ada })).status).toBe(404);
    expect((await take(id, {})).status).toBe(201);
  });

  it('is read by those of its community, and brought by those who run it', async () => {
    const id = await plan();
    expect((await take(id, {}, net.tokens.ben)).problem.code).toBe('forbidden');
    await take(id, {});
    for (const as of [net.tokens.cy, net.tokens.dot])
      expect((await net.api('GET', `/meetings/${id}/chat`, { as })).problem.code).toBe('forbidden');
  });

  it('is refused with what is wrong: no messages, nobody known, a name twice, a line without end', async () => {
    const { ada } = net.people;
    const id = await plan();
    const none = await take(id, { text: 'Only some words' });
    expect(none.problem).toMatchObject({ status: 400, errors: [{ pointer: '#/text' }] });
    const stranger = await take(id, { people: [{ name: 'Ben', person: newId() }] });
    expect(stranger.problem).toMatchObject({ status: 422, errors: [{ pointer: '#/people/0/person' }] });
    const named = { name: 'Ben', person: ada };
    const twice = await take(id, { people: [named, named] });
    expect(twice.problem).toMatchObject({ status: 400, errors: [{ pointer: '#/people/1/name' }] });
    const endless = await take(id, { text: `${text}09:41:00 From  Ada : ${'x'.repeat(30_000)}` });
    expect(endless.problem).toMatchObject({ status: 400, errors: [{ pointer: '#/text' }] });
    expect(endless.problem.detail).toContain('Line 9');
    const vast = await take(id, { text: 'x'.repeat(9_000_000) });
    expect(vast.problem).toMatchObject({ status: 413, code: 'too-large' });
  });
});
