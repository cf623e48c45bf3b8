import type { Digest } from '@skein/contracts';
import { verifyLink } from '@skein/service-kit';
import { call, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newLetter } from '../delivery/ledger/new-letter.ts';
import { addLetters } from '../delivery/ledger/store.ts';
import {
  foundCommunity,
  freshMonth,
  lettersOf,
  putMembers,
  readDigest,
  type Stage,
  section,
  sendDigest,
  startStage,
  whenSent,
} from '../testing/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());

const begin = (body: object) =>
  call<Digest>(stage.service.url, 'POST', '/digests', { as: stage.admin, body });

describe('a digest that is sent', () => {
  it('reaches each who agreed exactly once, with what concerns them', async () => {
    const mindful = await foundCommunity(stage, 'Mindfulness');
    const dialogue = await foundCommunity(stage, 'Dialogue');
    const members = await putMembers(stage, 60, (index) => ({
      name: index === 0 ? 'Ada <b>Lovelace</b>' : `Member ${index}`,
      communities: index % 3 === 0 ? [mindful] : index % 3 === 1 ? [dialogue] : [],
      consents: index % 5 === 0 ? ['event-news'] : ['digest'],
    }));
    const { id } = await sendDigest(stage, [
      section('For Mindfulness', { title: 'Sitting & breathing', detail: 'At noon', community: mindful }),
      section('For Dialogue', {
        title: 'Speaking <i>slowly</i>',
        detail: 'First line\n\nSecond line',
        link: 'https://example.org/talk?a=1&b=2',
        community: dialogue,
      }),
    ]);
    const digest = await whenSent(stage, id);
    const agreed = (index: number) => index % 5 !== 0;
    const expected = members.filter((_, index) => agreed(index) && index % 3 !== 2);
    expect(digest.report).toEqual({
      recipients: expected.length,
      sent: expected.length,
      queued: 0,
      sending: 0,
      failed: 0,
      unknown: 0,
    });
    const arrived = stage.mailbox.list().flatMap(({ to }) => to);
    expect(arrived.toSorted()).toEqual(expected.map(({ email }) => email).toSorted());
    expect(stage.mailbox.duplicates()).toEqual([]);
    const open = async (index: number) => {
      const letter = stage.mailbox.find(({ to }) => to[0] === members[index]?.email);
      const opened = letter && (await stage.mailbox.open(letter.id));
      if (!opened) throw new Error(`nothing came for member ${index}`);
      return opened;
    };
    const ofMindful = await open(3);
    expect(ofMindful.subject).toBe('News of the month');
    expect(ofMindful.from).toContain('The Network');
    expect(ofMindful.text).toContain('Dear Member 3,');
    expect(ofMindful.text).toContain('Sitting & breathing');
    expect(ofMindful.html).toContain('Sitting &amp; breathing');
    expect(`${ofMindful.text}${ofMindful.html}`).not.toContain('Speaking');
    const ofDialogue = await open(4);
    expect(ofDialogue.html).toContain('Speaking &lt;i&gt;slowly&lt;/i&gt;');
    expect(ofDialogue.html).toContain('<p>First line</p><p>Second line</p>');
    expect(ofDialogue.html).toContain('<html lang="en"');
    expect(ofDialogue.html).toMatch(/<title>News of the month<\/title>/);
    expect(ofDialogue.html).toMatch(/<h1>News of the month<\/h1>[\s\S]*<h2>For Dialogue<\/h2>[\s\S]*<h3>/);
    expect(ofDialogue.links).toContain('https://example.org/talk?a=1&b=2');
    expect(`${ofDialogue.text}${ofDialogue.html}`).not.toContain('Sitting');
    // What stops the letter: the header for the mail program, the link for the reader, one token in both.
    expect(ofMindful.headers['list-unsubscribe-post']).toEqual(['List-Unsubscribe=One-Click']);
    const [header = ''] = ofMindful.headers['list-unsubscribe'] ?? [];
    const token = /^<https:\/\/letters\.example\.org\/api\/v1\/unsubscribe\?token=([\w.-]+)>$/.exec(
      header,
    )?.[1];
    expect(ofMindful.links).toContain(`https://letters.example.org/unsubscribe#token=${token}`);
    const { keys } = stage.service.context;
    const claims = await until('the token', async () => {
      const link = await verifyLink(keys, 'notification', 'unsubscribe', token ?? '');
      return 'claims' in link && link.claims;
    });
    expect(claims).toMatchObject({ net: 'testing', sub: members[3]?.id, purpose: 'digest' });
    expect(ofMindful.messageId).toMatch(/^<[0-9a-f]{40}@letters\.example\.org>$/);
  });

  it('is told of when it is generated and when it is delivered, with counts and without names', async () => {
    const { id } = await sendDigest(stage, [section('For all', { title: 'Hello', detail: '' })]);
    const digest = await whenSent(stage, id);
    expect(digest.report.recipients).toBe(48);
    const told = await stage.service.context.db
      .collection('outbox')
      .find({ aggregate: `digest:${id}` })
      .sort({ version: 1 })
      .toArray();
    expect(told.map(({ envelope, version }) => [envelope.type, version])).toEqual([
      ['skein.notification.digest.collected.v1', 1],
      ['skein.notification.digest.changed.v1', 2],
      ['skein.notification.digest.generated.v1', 4],
      ['skein.notification.digest.delivered.v1', 5],
    ]);
    expect(told[2]?.envelope.data).toMatchObject({ recipients: 48 });
    expect(told[3]?.envelope.data).toMatchObject({ sent: 48, failed: 0, unknown: 0 });
    expect(JSON.stringify(await lettersOf(stage, id))).not.toMatch(/Member|@example\.org"/);
  });

  it('goes out once: sending again is refused, and a repeated Idempotency-Key gives the same reply', async () => {
    const { body } = await begin({ month: freshMonth(), title: 'Once' });
    const filled = await call<Digest>(stage.service.url, 'PATCH', `/digests/${body.id}`, {
      as: stage.admin,
      body: { sections: [section('For all', { title: 'Hello', detail: '' })] },
      ifMatch: 1,
    });
    expect(filled.body.version).toBe(2);
    const send = (options: object) =>
      call<Digest>(stage.service.url, 'POST', `/digests/${body.id}/sending`, { as: stage.admin, ...options });
    expect((await send({ ifMatch: 7 })).problem.code).toBe('stale-edit');
    expect((await send({})).problem.code).toBe('if-match-required');
    const [first, same] = await Promise.all([
      send({ ifMatch: 2, key: 'send-once' }),
      send({ ifMatch: 2, key: 'send-once' }),
    ]);
    expect([first.status, same.status]).toEqual([202, 202]);
    expect(same.body).toEqual(first.body);
    const { version } = await whenSent(stage, body.id);
    expect((await send({ ifMatch: version })).problem).toMatchObject({ status: 409, code: 'conflict' });
    expect((await send({ ifMatch: 2 })).problem.code).toBe('conflict');
    expect((await send({ ifMatch: 2, key: 'send-once' })).body).toEqual(first.body);
  });

  it('is generated on from where a process died, with nobody left out and nobody twice', async () => {
    await putMembers(stage, 5);
    const { body } = await begin({ month: freshMonth(), title: 'Resumed' });
    await stage.pause();
    const database = `${stage.environment.SKEIN_PREFIX}_notification`;
    const db = stage.side.client.db(database);
    const members = db.collection<{ _id: string; consents: string }>('members');
    const agreed = await members.find({ consents: 'digest' }).sort({ _id: 1 }).toArray();
    const people = agreed.map(({ _id }) => _id);
    // The cursor stands at the third; the fourth's letter was put there, and the process died before the cursor moved.
    const rows = people
      .slice(0, 4)
      .map((person) =>
        newLetter(
          { network: 'testing', kind: 'digest', cause: body.id, person },
          new Date(),
          'letters.example.org',
        ),
      );
    await addLetters({ db, network: 'testing' }, rows);
    const sections = [section('For all', { title: 'Hello', detail: '' })];
    const row = { status: 'generating', version: 2, sections, cursor: people[2] };
    await db.collection<{ _id: string }>('digests').updateOne({ _id: body.id }, { $set: row });
    await stage.restart();
    const { report } = await whenSent(stage, body.id);
    expect(report).toMatchObject({ recipients: people.length, sent: people.length });
    const recipients = (await lettersOf(stage, body.id)).map(({ person }) => person);
    expect(recipients.toSorted()).toEqual(people);
    expect(stage.mailbox.duplicates()).toEqual([]);
  });

  it('is refused where it has nothing for anybody, and stays a draft that can still be filled', async () => {
    await putMembers(stage, 1);
    const lonely = await foundCommunity(stage, 'Without members');
    const { body } = await begin({ month: freshMonth(), title: 'For nobody' });
    const path = `/digests/${body.id}`;
    const send = (ifMatch: number) =>
      call<Digest>(stage.service.url, 'POST', `${path}/sending`, { as: stage.admin, ifMatch });
    expect((await send(1)).problem).toMatchObject({ status: 409, errors: [{ pointer: '#/sections' }] });
    const sections = [section('Theirs', { title: 'Hello', detail: '', community: lonely })];
    await call(stage.service.url, 'PATCH', path, { as: stage.admin, body: { sections }, ifMatch: 1 });
    expect((await send(2)).problem.detail).toContain('would go to nobody');
    expect(await readDigest(stage, body.id)).toMatchObject({ status: 'draft', version: 2 });
    expect(await lettersOf(stage, body.id)).toEqual([]);
  });

  it('is not written to who left or withdrew their consent meanwhile', async () => {
    const [gone, unwilling] = await putMembers(stage, 2);
    const db = stage.service.context.db;
    const { id } = await begin({ month: freshMonth(), title: 'Late' }).then(({ body }) => body);
    // Both are in the ledger; by the time their letters are due, one has left and one has withdrawn.
    const row = (person: string | undefined) => ({
      _id: `digest:${id}:${person}`,
      network: 'testing',
      kind: 'digest',
      cause: id,
      person: person ?? '',
      status: 'queued',
      attempts: 0,
      messageId: `<${person}@x>`,
      createdAt: new Date(),
      dueAt: new Date(Date.now() + 3_600_000),
    });
    const letters = db.collection<ReturnType<typeof row>>('letters');
    await letters.insertMany([row(gone?.id), row(unwilling?.id)]);
    await stage.side.nats.kvm
      .open(`${stage.environment.SKEIN_PREFIX?.toUpperCase()}_MEMBERS`)
      .then((bucket) => bucket.purge(`testing.${gone?.id}`));
    const { id: person, email } = unwilling ?? { id: '', email: '' };
    await stage.side.putMember({
      id: person,
      network: 'testing',
      version: 2,
      name: 'Unwilling',
      email,
      communities: [],
      consents: [],
    });
    await until('both changes', async () => {
      const members = db.collection<{ _id: string; consents: string[] }>('members');
      const left = await members.findOne({ _id: gone?.id ?? '' });
      return !left && (await members.findOne({ _id: person }))?.consents.length === 0;
    });
    await letters.updateMany({ cause: id }, { $set: { dueAt: new Date() } });
    const failed = await until('both settled', async () => {
      const rows = await lettersOf(stage, id, 'failed');
      return rows.length === 2 && rows;
    });
    const reasons = Object.fromEntries(failed.map((letter) => [letter.person, letter.reason]));
    expect(reasons).toEqual({
      [gone?.id ?? '']: 'no longer a member',
      [person]: 'the consent was withdrawn',
    });
  });
});

it('Tells those who agreed to news of events of these alone, and is stopped by that consent', async () => {
  const [fan, reader] = await putMembers(stage, 2, (index) => ({
    consents: index === 0 ? ['event-news'] : ['digest', 'event-news'],
  }));
  const { id } = await sendDigest(stage, [
    section('For all', { title: 'A survey', detail: '' }),
    { ...section('Coming meetings', { title: 'The festival', detail: '' }), about: 'events' as const },
  ]);
  await whenSent(stage, id);
  const opened = async (email = '') => {
    const rows = stage.mailbox.list().filter(({ to }) => to[0] === email);
    return stage.mailbox.open(rows.at(-1)?.id ?? '');
  };
  const ofFan = await opened(fan?.email);
  expect(ofFan?.text).toContain('The festival');
  expect(ofFan?.text).not.toContain('A survey');
  const [header = ''] = ofFan?.headers['list-unsubscribe'] ?? [];
  const token = /token=([\w.-]+)/.exec(header)?.[1] ?? '';
  const link = await verifyLink(stage.service.context.keys, 'notification', 'unsubscribe', token);
  expect('claims' in link && link.claims).toMatchObject({ sub: fan?.id, purpose: 'event-news' });
  expect((await opened(reader?.email))?.text).toMatch(/A survey[\s\S]*The festival/);
});
