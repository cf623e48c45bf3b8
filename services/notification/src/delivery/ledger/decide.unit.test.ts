import { describe, expect, it } from 'vitest';
import { afterAttempt, again, retryDelaysMs, whileUnknown, withheld } from './decide.ts';
import { newLetter } from './new-letter.ts';

const now = new Date('2026-11-01T12:00:00Z');
const cause = { network: 'testing', kind: 'digest' as const, cause: 'issue', person: 'ada' };

describe('a letter', () => {
  it('has its id and its Message-ID from its cause and its person alone', () => {
    const letter = newLetter(cause, now, 'example.org');
    expect(letter).toMatchObject({ _id: 'digest:issue:ada', status: 'queued', attempts: 0 });
    expect(letter.messageId).toMatch(/^<[0-9a-f]{40}@example\.org>$/);
    expect(newLetter(cause, new Date(), 'example.org').messageId).toBe(letter.messageId);
    expect(newLetter({ ...cause, person: 'bob' }, now, 'example.org').messageId).not.toBe(letter.messageId);
  });
});

describe('what follows from an attempt', () => {
  it('is sent for good, failed for good, or unknown and never sent again', () => {
    expect(afterAttempt({ outcome: 'sent' }, 1, now)).toEqual({ status: 'sent' });
    expect(afterAttempt({ outcome: 'refused', code: 550, reply: '550 5.1.1 to RCPT TO' }, 1, now)).toEqual({
      status: 'failed',
      reason: 'refused with 550 5.1.1 to RCPT TO',
      attempts: 1,
    });
    expect(afterAttempt({ outcome: 'unanswered', why: 'ETIMEDOUT' }, 1, now)).toEqual({
      status: 'unknown',
      reason: 'ETIMEDOUT',
    });
  });

  it('is another attempt after a growing wait where nothing was handed over, up to a limit', () => {
    const down = { outcome: 'not-begun', unreachable: true, why: 'ESOCKET' } as const;
    const waits = retryDelaysMs.map((_, index) => {
      const settlement = afterAttempt(down, index + 1, now);
      return settlement.status === 'queued' ? settlement.dueAt.getTime() - now.getTime() : undefined;
    });
    expect(waits).toEqual(retryDelaysMs);
    expect(waits).toEqual(waits.toSorted((a, b) => (a ?? 0) - (b ?? 0)));
    const last = afterAttempt(down, retryDelaysMs.length + 1, now);
    expect(last).toEqual({ status: 'failed', reason: 'given up after 11 attempts: ESOCKET', attempts: 11 });
  });

  it('is another attempt after a temporary refusal', () => {
    const busy = { outcome: 'refused', code: 450, reply: '450 to RCPT TO' } as const;
    expect(afterAttempt(busy, 1, now)).toEqual(again(1, 'put off with 450 to RCPT TO', now));
  });
});

describe('who is not written to', () => {
  const digest = newLetter(cause, now, 'example.org');
  const welcome = newLetter({ ...cause, kind: 'welcome' }, now, 'example.org');
  const toListed = { recipients: 'listed', ground: { consent: 'digest' } } as const;
  const toNamed = { recipients: 'named', ground: { consent: 'digest' } } as const;
  const service = { recipients: 'named', ground: { service: 'they have just joined' } } as const;

  it('is one who left, or withdrew the consent to a digest', () => {
    expect(withheld(digest, toListed, undefined, now)).toMatchObject({ status: 'failed' });
    expect(withheld(digest, toListed, { consents: ['event-news'] }, now)).toMatchObject({ status: 'failed' });
    expect(withheld(digest, toListed, { consents: ['digest'] }, now)).toBeUndefined();
    expect(withheld(welcome, service, { consents: [] }, now)).toBeUndefined();
    const results = newLetter({ ...cause, kind: 'results' }, now, 'example.org');
    expect(withheld(results, toNamed, { consents: ['event-news'] }, now)).toMatchObject({ status: 'failed' });
    expect(withheld(results, toNamed, { consents: ['digest'] }, now)).toBeUndefined();
  });

  it('is, for some minutes, one who is not known here yet', () => {
    expect(withheld(welcome, service, undefined, now)).toMatchObject({ status: 'queued', attempts: 0 });
    const later = new Date(now.getTime() + 6 * 60_000);
    expect(whileUnknown(welcome, 'the person', later)).toEqual({
      status: 'failed',
      reason: 'the person is not known here',
    });
  });
});
