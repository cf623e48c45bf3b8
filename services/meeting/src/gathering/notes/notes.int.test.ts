import { apiPrefix, communitiesContract, type Meeting, type Note } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { call, startProcess, type TestProcess, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { applyUpdate, Doc, encodeStateAsUpdate, encodeStateVector } from 'yjs';
import { type Network, planFor, startNetwork } from '../../testing/network.ts';

let net: Network;
beforeAll(async () => {
  net = await startNetwork();
});
afterAll(() => net.stop());

const startRoom = async (rest: object = {}): Promise<string> => {
  const body = planFor(net.community, rest);
  return (await net.api<Meeting>('POST', '/meetings', { as: net.tokens.ada, body })).body.id;
};
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const member = (person = newId()) =>
  net.side.tokenFor({ person, communities: { [net.community]: 'member' } });
const notesAt = async (meeting: string, url = net.url()): Promise<Note[]> => {
  const as = await member();
  return (await call<{ items: Note[] }>(url, 'GET', `/meetings/${meeting}/notes`, { as })).body.items;
};

/** Somebody who writes into a note from a document of their own, and follows what others write. */
const writer = async (url: string, meeting: string, item: string, token?: string) => {
  const as = token ?? (await member());
  const doc = new Doc();
  const text = doc.getText('note');
  const leaving = new AbortController();
  const headers = { authorization: `Bearer ${as}` };
  const address = `${url}${apiPrefix}/meetings/${meeting}/notes-live`;
  const reply = await fetch(address, { headers, signal: leaving.signal });
  let heard = '';
  let ended = false;
  const hear = (message: string): void => {
    const [, event] = /^event: (\w+)$/m.exec(message) ?? [];
    const [, data = '{}'] = /^data: (.+)$/m.exec(message) ?? [];
    const written = JSON.parse(data);
    if (event === 'over') ended = true;
    if (event === 'written' && written.item === item) applyUpdate(doc, Buffer.from(written.update, 'base64'));
  };
  const reading = (async () => {
    for await (const part of reply.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const messages = (heard + part).split('\n\n');
      heard = messages.pop() ?? '';
      for (const message of messages) hear(message);
    }
  })().catch(() => undefined);
  onTestFinished(async () => {
    leaving.abort();
    await reading;
  });
  return {
    reply,
    text: () => text.toString(),
    ended: () => ended,
    /** Sends what this one has and the others may not: after `edit`, that alone. */
    write: async (edit: () => void, to = url) => {
      const before = encodeStateVector(doc);
      edit();
      const body = { update: base64(encodeStateAsUpdate(doc, before)) };
      return call(to, 'POST', `/meetings/${meeting}/notes/${item}/updates`, { as, body });
    },
    insert: (said: string) => () => text.insert(text.length, said),
    remove: (at: number, length: number) => () => text.delete(at, length),
  };
};

describe('three who write at once', () => {
  it('have all of it once, at two processes, one of which dies', async () => {
    const program = new URL('../../main.ts', import.meta.url);
    const other: TestProcess = await startProcess(program, { ...net.environment, SKEIN_PORT: '0' });
    let killed = false;
    onTestFinished(async () => {
      if (!killed) await other.kill();
    });
    const meeting = await startRoom();
    const writers = [
      await writer(net.url(), meeting, meeting),
      await writer(net.url(), meeting, meeting),
      await writer(other.url, meeting, meeting),
    ] as const;
    const words = (of: number) => Array.from({ length: 20 }, (_, count) => `<${of}.${count}>`);
    const acknowledged: string[] = [];
    /** Who is cut off writes on, and sends it once there is a connection again: here, to the other process. */
    const writeAll = async (of: number, until = 20, to?: string, from = 0): Promise<void> => {
      const one = writers[of];
      for (const word of words(of).slice(from, until)) {
        const sent = await one?.write(one.insert(word), to);
        if (sent?.status === 201) acknowledged.push(word);
      }
    };
    const killedWhileTheyWrite = async (): Promise<void> => {
      await writeAll(2, 12);
      await other.kill();
      killed = true;
      await writeAll(2, 20, net.url(), 12);
    };
    await Promise.all([writeAll(0), writeAll(1), killedWhileTheyWrite()]);
    expect(acknowledged.length).toBe(60);
    const [note] = await notesAt(meeting);
    for (const word of acknowledged) expect(note?.text.split(word).length, word).toBe(2);
    for (const one of writers.slice(0, 2))
      await until('all to be there', () => acknowledged.every((word) => one.text().includes(word)));
    const [first, second] = writers;
    expect(first.text()).toBe(second.text());
    expect(first.text()).toBe(note?.text);
  });

  it('send what they wrote while away later, twice too, and nothing is doubled', async () => {
    const meeting = await startRoom();
    const [ada, ben] = [await writer(net.url(), meeting, meeting), await writer(net.url(), meeting, meeting)];
    await ada.write(ada.insert('Beds'));
    await until('Ben to have it', () => ben.text() === 'Beds');
    const away = ben.insert(' and chairs');
    expect((await ben.write(away)).status).toBe(201);
    expect((await ben.write(() => undefined)).status).toBe(201);
    expect((await ada.write(ada.remove(0, 1))).status).toBe(201);
    await until('both to have all', () => ada.text() === ben.text());
    expect(await notesAt(meeting)).toMatchObject([{ item: meeting, text: 'eds and chairs' }]);
  });
});

describe('a note', () => {
  it('is of an item or of the whole meeting, and is joined into one row that says the same', async () => {
    const meeting = await startRoom();
    const as = net.tokens.ada;
    const item = await net.api<{ id: string }>('POST', `/meetings/${meeting}/agenda-items`, {
      as,
      body: { title: 'Beds' },
    });
    const ada = await writer(net.url(), meeting, item.body.id);
    for (let count = 0; count < 64; count += 1) await ada.write(ada.insert(`${count} `));
    const rows = net.db.collection('note_updates');
    await until('they are joined', async () => (await rows.countDocuments({ item: item.body.id })) < 5);
    expect(await notesAt(meeting)).toMatchObject([{ item: item.body.id, text: ada.text() }]);
    expect(await rows.findOne({ item: item.body.id, fresh: { $exists: false } })).toMatchObject({
      text: ada.text(),
    });
    const strange = await writer(net.url(), meeting, newId());
    expect((await strange.write(strange.insert('x'))).problem).toMatchObject({ status: 404 });
  });

  it('takes neither garbage nor ten megabytes', async () => {
    const meeting = await startRoom();
    const as = await member();
    const send = (update: unknown) =>
      net.api('POST', `/meetings/${meeting}/notes/${meeting}/updates`, { as, body: { update } });
    for (const update of [
      base64(Buffer.from('garbage')),
      'no base64!',
      '',
      7,
      base64(Buffer.alloc(50_000, 255)),
    ])
      expect((await send(update)).problem).toMatchObject({ status: 400, errors: [{ pointer: '#/update' }] });
    expect((await send('A'.repeat(10 * 1024 * 1024))).problem).toMatchObject({
      status: 413,
      code: 'too-large',
    });
    expect(await notesAt(meeting)).toEqual([]);
  });

  it('is closed with its meeting, and to strangers', async () => {
    const meeting = await startRoom();
    const ada = await writer(net.url(), meeting, meeting);
    await ada.write(ada.insert('Beds'));
    for (const as of [net.tokens.dot, net.tokens.cy]) {
      const path = `/meetings/${meeting}/notes`;
      expect((await net.api('GET', path, { as })).status).toBe(403);
      expect((await net.api('GET', `${path}-live`, { as })).status).toBe(403);
      const body = { update: base64(encodeStateAsUpdate(new Doc())) };
      expect((await net.api('POST', `${path}/${meeting}/updates`, { as, body })).status).toBe(403);
    }
    const by = { as: net.tokens.ada, body: {} };
    await net.api('POST', `/meetings/${meeting}/opening`, { ...by, ifMatch: 1 });
    await net.api('POST', `/meetings/${meeting}/closing`, { ...by, ifMatch: 2 });
    expect((await ada.write(ada.insert('x'))).problem).toMatchObject({ status: 409, code: 'closed' });
    expect(await notesAt(meeting)).toMatchObject([{ text: 'Beds' }]);
  });

  it('is neither written nor followed any more by whose place is withdrawn, whatever their token says', async () => {
    const meeting = await startRoom();
    const { community, people, side } = net;
    const person = people.ben;
    await side.enter(person, community);
    const ben = await writer(net.url(), meeting, meeting, await member(person));
    expect((await ben.write(ben.insert('Beds'))).status).toBe(201);
    await side.publish(communitiesContract.events.membershipEnded, {
      subject: `${person}.${community}`,
      version: 2,
      data: { person, community },
    });
    await until('it to be over', () => ben.ended());
    expect((await ben.write(ben.insert('x'))).problem).toMatchObject({ status: 403 });
    const again = await writer(net.url(), meeting, meeting, await member(person));
    expect(again.reply.status).toBe(403);
  });
});
