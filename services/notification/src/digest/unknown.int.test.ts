import type { Digest } from '@skein/contracts';
import { call } from '@skein/service-kit/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startMailServer } from '../testing/mail-server.ts';
import { lettersOf, putMembers, section, sendDigest, startStage, whenSent } from '../testing/stage.ts';

const news = [section('News', { title: 'Something happened', detail: 'It did.' })];

/** An issue sent to two whose connection breaks off once their letter was read, and to one who gets it. */
const issueWithUnknown = async () => {
  const server = await startMailServer();
  const stage = await startStage({ SKEIN_SMTP_URL: server.url });
  onTestFinished(async () => {
    await stage.stop();
    await server.stop();
  });
  const addresses = ['dies-one@example.org', 'dies-two@example.org', 'fine@example.org'];
  await putMembers(stage, addresses.length, (index) => ({ email: addresses[index] ?? '' }));
  const { id } = await sendDigest(stage, news);
  const digest = await whenSent(stage, id);
  const post = <T = Digest>(path: string, body: object, ifMatch?: number) =>
    call<T>(stage.service.url, 'POST', `/digests/${id}/${path}`, {
      as: stage.admin,
      body,
      ...(ifMatch && { ifMatch }),
    });
  const told = async () => {
    const rows = await stage.service.context.db
      .collection('outbox')
      .find({ aggregate: `digest:${id}`, 'envelope.type': /delivered/ })
      .sort({ version: 1 })
      .toArray();
    return rows.map(({ envelope }) => [envelope.data.sent, envelope.data.unknown]);
  };
  return { server, stage, id, digest, post, told };
};

describe('letters of which nobody knows whether they arrived', () => {
  it('are counted, and sent again only by a person who was told how many they are', async () => {
    const { server, stage, id, digest, post, told } = await issueWithUnknown();
    expect(digest.report).toMatchObject({ recipients: 3, sent: 1, unknown: 2 });
    const first = await lettersOf(stage, id, 'unknown');
    const wrong = await post('resending', { unknown: 3 }, digest.version);
    expect(wrong.problem).toMatchObject({
      code: 'conflict',
      detail: 'Of 2 letters it is unknown whether they arrived, not of 3: ask with that number.',
      errors: [{ pointer: '#/unknown' }],
    });
    expect((await post('resending', { unknown: 2 }, digest.version - 1)).problem.code).toBe('stale-edit');
    expect((await post('resending', { unknown: 0 }, digest.version)).problem.code).toBe('invalid-request');
    expect(server.read.filter((address) => address.startsWith('dies'))).toHaveLength(2);

    server.recover();
    const { status, body } = await post('resending', { unknown: 2 }, digest.version);
    expect(status).toBe(202);
    expect(body).toMatchObject({ status: 'sending', report: { queued: 2, unknown: 0 } });
    const { report } = await whenSent(stage, id);
    expect(report).toEqual({ recipients: 3, sent: 3, failed: 0, unknown: 0, queued: 0, sending: 0 });
    expect(server.taken.toSorted()).toEqual([
      'dies-one@example.org',
      'dies-two@example.org',
      'fine@example.org',
    ]);
    const again = await lettersOf(stage, id);
    for (const { _id, messageId } of first)
      expect(again.find((letter) => letter._id === _id)).toMatchObject({ status: 'sent', messageId });
    expect(await told()).toEqual([
      [1, 2],
      [3, 0],
    ]);
    const nothing = await post('resending', { unknown: 2 }, digest.version + 2);
    expect(nothing.problem.detail).toMatch(/^Of 0 letters/);
    const { db } = stage.service.context;
    const acts = await db.collection('audit').find({ action: 'resendUnknown' }).toArray();
    expect(acts).toHaveLength(1);
  });

  it('count as sent where the mail server’s log has them', async () => {
    const { stage, id, post, told } = await issueWithUnknown();
    const [one] = await lettersOf(stage, id, 'unknown');
    const messageIds = [one?.messageId ?? '', '<of-another@example.org>'];
    const { body } = await post('arrivals', { messageIds });
    expect(body.report).toMatchObject({ sent: 2, unknown: 1 });
    expect((await post('arrivals', { messageIds })).body).toEqual(body);
    expect((await post('arrivals', { messageIds: ['no message id'] })).problem).toMatchObject({
      code: 'invalid-request',
      errors: [{ pointer: '#/messageIds/0' }],
    });
    expect(await told()).toEqual([
      [1, 2],
      [2, 1],
    ]);
  });
});
