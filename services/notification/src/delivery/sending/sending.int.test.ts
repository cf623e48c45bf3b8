import { startMailbox } from '@skein/mailbox';
import { startService } from '@skein/service-kit';
import { until } from '@skein/service-kit/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { notification } from '../../app.ts';
import { startMailServer } from '../../testing/mail-server.ts';
import {
  lettersOf,
  putMembers,
  readDigest,
  type Stage,
  section,
  sendDigest,
  startStage,
  whenSent,
} from '../../testing/stage.ts';

const news = [section('News', { title: 'Something happened', detail: 'It did.' })];

const ending: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end();
});

const stageWith = async (environment: Record<string, string> = {}): Promise<Stage> => {
  const stage = await startStage(environment);
  ending.push(stage.stop);
  return stage;
};

const messageIds = ({ mailbox }: Stage): string[] =>
  mailbox
    .list()
    .map(({ messageId }) => messageId ?? '')
    .toSorted();

describe('delivery', () => {
  it('goes on where it was when the service stops in the middle, and writes to nobody twice', async () => {
    const stage = await stageWith();
    const members = await putMembers(stage, 250);
    const { id } = await sendDigest(stage, news);
    await until('some letters', () => stage.mailbox.count() >= 40);
    await stage.restart();
    const stopped = await lettersOf(stage, id, 'sending');
    expect(stopped).toEqual([]);
    const { report } = await whenSent(stage, id);
    expect(report).toMatchObject({ recipients: members.length, sent: members.length });
    const rows = await lettersOf(stage, id);
    expect(messageIds(stage)).toEqual(rows.map(({ messageId }) => messageId).toSorted());
    expect(stage.mailbox.duplicates()).toEqual([]);
  });

  it('is shared by several processes', async () => {
    const stage = await stageWith();
    const second = await startService(notification, stage.environment);
    ending.push(second.stop);
    const members = await putMembers(stage, 200);
    const { id } = await sendDigest(stage, news);
    const { report } = await whenSent(stage, id);
    expect(report).toMatchObject({ recipients: members.length, sent: members.length });
    expect(stage.mailbox.count()).toBe(members.length);
    expect(stage.mailbox.duplicates()).toEqual([]);
  });

  it('waits for a mail server that is down', async () => {
    const place = await startMailbox({ smtpPort: 0, httpPort: 0 });
    const { smtpUrl } = place;
    await place.stop();
    const stage = await stageWith({ SKEIN_SMTP_URL: smtpUrl });
    await putMembers(stage, 30);
    const { id } = await sendDigest(stage, news);
    const waiting = await until('a failed attempt', async () =>
      (await lettersOf(stage, id, 'queued')).find(({ attempts }) => attempts > 0),
    );
    expect(waiting.reason).toBe('ESOCKET');
    await until('all wait', async () => (await readDigest(stage, id)).report.queued === 30);
    const mailbox = await startMailbox({ smtpPort: Number(new URL(smtpUrl).port), httpPort: 0 });
    ending.push(mailbox.stop);
    const { report } = await whenSent(stage, id);
    expect(report).toMatchObject({ recipients: 30, sent: 30 });
    expect(mailbox.count()).toBe(30);
    expect(mailbox.duplicates()).toEqual([]);
  });

  it('tells a refused letter from one put off and from one that may have arrived', async () => {
    const server = await startMailServer();
    ending.push(server.stop);
    const stage = await stageWith({ SKEIN_SMTP_URL: server.url });
    const addresses = ['unknown', 'busy', 'full', 'dies', 'fine'].map((word) => `${word}-one@example.org`);
    const members = await putMembers(stage, addresses.length, (index) => ({ email: addresses[index] ?? '' }));
    const { id } = await sendDigest(stage, news);
    const { report } = await whenSent(stage, id);
    expect(report).toEqual({ recipients: 5, sent: 2, failed: 2, unknown: 1, queued: 0, sending: 0 });
    const rows = await lettersOf(stage, id);
    const outcomes = members.map(({ id: person }) => {
      const row = rows.find((candidate) => candidate.person === person);
      return [row?.status, row?.attempts, row?.reason];
    });
    expect(outcomes).toEqual([
      ['failed', 1, 'refused with 550 5.1.1 to RCPT TO'],
      ['sent', 2, undefined],
      ['failed', 1, 'refused with 552 5.2.2 to DATA'],
      ['unknown', 1, 'ECONNECTION after the letter was begun'],
      ['sent', 1, undefined],
    ]);
    expect(server.taken.toSorted()).toEqual(['busy-one@example.org', 'fine-one@example.org']);
    // The one that may have arrived was read once, and is not sent again by a restart either.
    await stage.restart();
    const next = await sendDigest(stage, news);
    await whenSent(stage, next.id);
    expect(server.read.filter((address) => address.startsWith('dies'))).toHaveLength(2);
    expect(await lettersOf(stage, id, 'unknown')).toHaveLength(1);
  });

  it('keeps to the rate it is given', async () => {
    const stage = await stageWith({ SKEIN_MAIL_RATE: '20' });
    await putMembers(stage, 50);
    const { id } = await sendDigest(stage, news);
    await whenSent(stage, id);
    const times = stage.mailbox
      .list()
      .map(({ receivedAt }) => Date.parse(receivedAt))
      .toSorted((a, b) => a - b);
    expect(times).toHaveLength(50);
    // Twenty at once, and again after a second and after two.
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(1_500);
  });
});
