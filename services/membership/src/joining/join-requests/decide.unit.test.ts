import { isRefusal } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { accept, askToJoin, confirm } from './decide.ts';

const now = new Date('2026-11-23T12:00:00Z');
const asking = { name: 'Ada', email: 'ada@example.org', community: 'c1', consents: ['digest' as const] };
const asked = askToJoin(asking, 'testing', now, 'r1');
const newId = () => 'new';

describe('asking to join', () => {
  it('is forgotten by itself unless it is confirmed', () => {
    expect(asked).toMatchObject({ status: 'unconfirmed', version: 1 });
    expect(asked.forgetAt?.toISOString()).toBe('2026-11-25T12:00:00.000Z');
    expect(confirm(asked)).toMatchObject({ status: 'waiting', version: 2 });
    expect(confirm(asked).forgetAt).toBeUndefined();
  });

  it('is confirmed once, however often the link is used', () => {
    const waiting = confirm(asked);
    expect(confirm(waiting)).toBe(waiting);
  });
});

describe('accepting', () => {
  it('makes a member with exactly the consents that were given', () => {
    const accepted = accept(confirm(asked), null, now, newId);
    if (isRefusal(accepted)) throw new Error(accepted.detail);
    expect(accepted.newcomer).toMatchObject({ _id: 'new', email: 'ada@example.org', roles: [] });
    expect(accepted.consents.map(({ purpose, channel }) => [purpose, channel])).toEqual([
      ['digest', 'join-form'],
    ]);
    expect(accepted.request).toMatchObject({ status: 'accepted', version: 3, person: 'new' });
  });

  it('lets a member join one more community, and agree anew to what they named', () => {
    const member = {
      _id: 'p1',
      network: 'testing',
      version: 4,
      name: 'Ada',
      email: asking.email,
      interests: [],
      roles: [],
      joinedAt: now,
    };
    const accepted = accept(confirm(asked), member, now, newId);
    expect(accepted).toMatchObject({
      person: 'p1',
      consents: [{ person: 'p1', purpose: 'digest', given: true }],
    });
    expect(accepted).not.toHaveProperty('newcomer');
  });

  it('is refused for a request that nobody confirmed, or that is decided', () => {
    expect(accept(asked, null, now, newId)).toMatchObject({ refused: 'conflict' });
    expect(accept({ ...confirm(asked), status: 'accepted' }, null, now, newId)).toMatchObject({
      refused: 'conflict',
    });
  });
});
