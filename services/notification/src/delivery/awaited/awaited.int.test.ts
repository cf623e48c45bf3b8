import { lettersContract } from '@skein/contracts';
import { ask } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startMailServer } from '../../testing/mail-server.ts';
import { type Stage, startStage } from '../../testing/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());

const link = 'https://letters.example.org/sign-in#token=abc';

const request = (on: Stage, to: { name?: string; email: string }, letter: 'sign-in' | 'confirm-joining') => {
  const question = { network: 'testing', letter, to, link };
  return ask(
    on.side.nats,
    on.environment.SKEIN_PREFIX ?? '',
    lettersContract.questions.sendNow,
    question,
    15_000,
  );
};

describe('a letter that somebody waits for', () => {
  it('is there when the answer is, with its link, and nothing of it is kept', async () => {
    const to = { name: 'Ada', email: 'ada@example.org' };
    expect(await request(stage, to, 'sign-in')).toEqual({ outcome: 'sent' });
    const [letter] = stage.mailbox.list({ to: to.email });
    const opened = letter && (await stage.mailbox.open(letter.id));
    expect(opened).toMatchObject({ subject: 'Your link to sign in' });
    expect(opened?.text).toContain('Hello Ada,');
    expect(opened?.links).toContain(link);
    expect(opened?.html).toContain('<h1>Sign in</h1>');
    expect(await stage.service.context.db.collection('letters').countDocuments()).toBe(0);
  });

  it('may be without a name', async () => {
    const to = { email: 'new@example.org' };
    expect(await request(stage, to, 'confirm-joining')).toEqual({ outcome: 'sent' });
    const [letter] = stage.mailbox.list({ to: to.email });
    const opened = letter && (await stage.mailbox.open(letter.id));
    expect(opened).toMatchObject({ subject: 'Please confirm your address' });
    expect(opened?.text).toContain('Hello,');
  });

  it('invites into a community in the inviter’s words', async () => {
    const to = { email: 'invited@example.org' };
    const invitation = {
      community: 'Art & Hosting',
      domain: 'Conversations that matter',
      by: 'Ada',
      message: 'Do come.\nWe meet monthly.',
      expires: '2026-12-24T18:00:00.000Z',
    };
    const question = {
      network: 'testing',
      letter: 'community-invitation' as const,
      to,
      link: 'https://letters.example.org/invitation#token=abc',
    };
    const { nats } = stage.side;
    const prefix = stage.environment.SKEIN_PREFIX ?? '';
    expect(await ask(nats, prefix, lettersContract.questions.sendNow, { ...question, invitation })).toEqual({
      outcome: 'sent',
    });
    const [letter] = stage.mailbox.list({ to: to.email });
    const opened = letter && (await stage.mailbox.open(letter.id));
    expect(opened).toMatchObject({ subject: 'You are invited: Art & Hosting' });
    expect(opened?.html).toContain('Art &amp; Hosting');
    expect(opened?.text).toContain('Ada invites you into Art & Hosting');
    expect(opened?.text).toContain('Do come.');
    expect(opened?.text).toContain('until 24 December 2026');
    expect(opened?.links).toContain(question.link);
    expect(await ask(nats, prefix, lettersContract.questions.sendNow, question)).toBeUndefined();
  });

  it('tells why it failed without the address, and is sent again where it may have been lost', async () => {
    const server = await startMailServer();
    const other = await startStage({ SKEIN_SMTP_URL: server.url });
    const unknown = await request(other, { email: 'unknown-1@example.org' }, 'sign-in');
    expect(unknown).toEqual({ outcome: 'failed', reason: 'refused with 550 5.1.1 to RCPT TO' });
    const lost = await request(other, { email: 'dies-1@example.org' }, 'sign-in');
    expect(lost).toEqual({ outcome: 'failed', reason: 'ECONNECTION after the letter was begun' });
    expect(server.read).toEqual(['dies-1@example.org', 'dies-1@example.org']);
    await server.stop();
    const down = await request(other, { email: 'fine-1@example.org' }, 'sign-in');
    expect(down).toEqual({ outcome: 'failed', reason: 'ESOCKET' });
    await other.stop();
  });
});
