import type { Digest } from '@skein/contracts';
import { newId, verifyLink } from '@skein/service-kit';
import { call, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  answerSections,
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

const begin = (body: object, options: object = {}) =>
  call<Digest>(stage.service.url, 'POST', '/digests', { as: stage.admin, body, ...options });

describe('an issue of the digest', () => {
  it('is begun with what every service has, and names who did not answer', async () => {
    const stopMeeting = answerSections(stage, 'meeting', [
      section('Upcoming meetings', { title: 'Open space', detail: '' }),
      section('Nothing', ...[]),
    ]);
    const stopOwn = answerSections(stage, 'library', [section('New books', { title: 'A book', detail: '' })]);
    const month = freshMonth();
    const { status, body, headers } = await begin({ month, title: 'News', introduction: 'Hello' });
    expect(status).toBe(201);
    expect(headers.get('etag')).toBe('"1"');
    expect(body).toMatchObject({ month, title: 'News', introduction: 'Hello', status: 'draft', version: 1 });
    expect(body.sections.map(({ title }) => title)).toEqual(['Upcoming meetings', 'New books']);
    expect(body.missing).toEqual(['survey', 'membership']);
    const enders = ['survey', 'membership'].map((service) => answerSections(stage, service, []));
    stopOwn();
    const whole = await begin({ month: freshMonth(), title: 'All' });
    expect(whole.body.missing).toEqual([]);
    for (const end of [...enders, stopMeeting]) end();
  });

  it('is begun with nothing where nobody answers', async () => {
    const { body } = await begin({ month: freshMonth(), title: 'Quiet' });
    expect(body).toMatchObject({ sections: [], missing: ['meeting', 'survey', 'membership'] });
  });

  it('is one a month, and one for a repeated Idempotency-Key', async () => {
    const body = { month: freshMonth(), title: 'Once' };
    const first = await begin(body, { key: 'collect-once' });
    const again = await begin(body, { key: 'collect-once' });
    expect(again.status).toBe(201);
    expect(again.body).toEqual(first.body);
    const second = await begin(body);
    expect(second.problem).toMatchObject({ status: 409, code: 'already-exists' });
    expect(second.problem.errors?.[0]?.pointer).toBe('#/month');
    const reused = await begin({ ...body, title: 'Other' }, { key: 'collect-once' });
    expect(reused.problem).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
  });

  it('is edited as a draft only, from its newest version', async () => {
    const { body } = await begin({ month: freshMonth(), title: 'Draft' });
    const path = `/digests/${body.id}`;
    const edit = (changes: object, ifMatch?: number) =>
      call<Digest>(stage.service.url, 'PATCH', path, {
        as: stage.admin,
        body: changes,
        ...(ifMatch && { ifMatch }),
      });
    const edited = await edit({ title: 'Edited', sections: [section('S', { title: 'T', detail: 'D' })] }, 1);
    expect(edited.body).toMatchObject({ version: 2, title: 'Edited', sections: [{ title: 'S' }] });
    expect((await edit({ title: 'Edited' }, 2)).body.version).toBe(2);
    expect((await edit({ title: 'Stale' }, 1)).problem.code).toBe('stale-edit');
    expect((await edit({ title: 'Blind' })).problem.code).toBe('if-match-required');
    expect((await edit({ title: '' }, 2)).problem.errors?.[0]?.pointer).toBe('#/title');
    const script = [section('S', { title: 'T', detail: '', link: 'javascript:alert(1)' })];
    expect((await edit({ sections: script }, 2)).problem.errors?.[0]?.pointer).toBe(
      '#/sections/0/items/0/link',
    );
    await call(stage.service.url, 'POST', `${path}/sending`, { as: stage.admin, ifMatch: 2 });
    await whenSent(stage, body.id);
    expect((await edit({ title: 'Late' }, 5)).problem).toMatchObject({ status: 409, code: 'closed' });
  });

  it('is only for those who may', async () => {
    const { body } = await begin({ month: freshMonth(), title: 'Closed' });
    const path = `/digests/${body.id}`;
    const { url } = stage.service;
    const steering = await stage.side.tokenFor({ roles: ['steering'] });
    const member = await stage.side.tokenFor();
    const stranger = await stage.side.tokenFor({ roles: ['admin'], network: 'elsewhere' });
    const expired = await stage.side.tokenFor({ roles: ['admin'] }, new Date(Date.now() - 3_600_000));
    expect((await call(url, 'GET', path, { as: steering })).status).toBe(200);
    const send = { ifMatch: 1 };
    expect((await call(url, 'POST', `${path}/sending`, { as: steering, ...send })).status).toBe(403);
    expect((await call(url, 'GET', path, { as: member })).status).toBe(403);
    expect((await call(url, 'GET', path)).status).toBe(401);
    expect((await call(url, 'GET', path, { as: `${stage.admin}x` })).problem.code).toBe('invalid-token');
    expect((await call(url, 'GET', path, { as: expired })).problem.code).toBe('expired-token');
    expect((await call(url, 'GET', path, { as: stranger })).status).toBe(404);
    expect((await call(url, 'POST', `${path}/sending`, { as: stranger, ...send })).status).toBe(404);
    const changed = { as: stranger, body: { title: 'Mine' }, ...send };
    expect((await call(url, 'PATCH', path, changed)).status).toBe(404);
    const none = await call<{ items: Digest[] }>(url, 'GET', '/digests', { as: stranger });
    expect(none.body.items).toEqual([]);
    expect((await call(url, 'GET', `/digests/${newId()}`, { as: stage.admin })).status).toBe(404);
    expect((await begin({ month: '2031-13', title: 'X' })).problem.errors?.[0]?.pointer).toBe('#/month');
    expect((await call(url, 'POST', '/digests', { as: stage.admin, body: '{' })).problem.code).toBe(
      'malformed-json',
    );
  });

  it('is listed with the newest first, page by page', async () => {
    const { url } = stage.service;
    const first = await call<{ items: Digest[]; next: string }>(url, 'GET', '/digests?limit=2', {
      as: stage.admin,
    });
    const second = await call<{ items: Digest[] }>(url, 'GET', `/digests?limit=2&after=${first.body.next}`, {
      as: stage.admin,
    });
    const months = [...first.body.items, ...second.body.items].map(({ month }) => month);
    expect(months).toHaveLength(4);
    expect(months).toEqual(months.toSorted().toReversed());
  });
});

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
    const send = (options: object) =>
      call<Digest>(stage.service.url, 'POST', `/digests/${body.id}/sending`, { as: stage.admin, ...options });
    expect((await send({ ifMatch: 7 })).problem.code).toBe('stale-edit');
    expect((await send({})).problem.code).toBe('if-match-required');
    const [first, same] = await Promise.all([
      send({ ifMatch: 1, key: 'send-once' }),
      send({ ifMatch: 1, key: 'send-once' }),
    ]);
    expect([first.status, same.status]).toEqual([202, 202]);
    expect(same.body).toEqual(first.body);
    const { version } = await whenSent(stage, body.id);
    expect((await send({ ifMatch: version })).problem).toMatchObject({ status: 409, code: 'conflict' });
    expect((await send({ ifMatch: 1 })).problem.code).toBe('conflict');
    expect((await send({ ifMatch: 1, key: 'send-once' })).body).toEqual(first.body);
  });

  it('is not written to who left or withdrew their consent meanwhile', async () => {
    const [gone, unwilling] = await putMembers(stage, 2);
    const others = (await readDigest(stage, (await sendDigest(stage, [])).id)).report.recipients;
    expect(others).toBe(0);
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
