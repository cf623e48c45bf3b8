import { isRefusal } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { foundCommunity } from '../../core/communities/decide.ts';
import { type Inviting, invite, keptMs, refuseAnswer, renew, type Surroundings, settle } from './decide.ts';
import type { InvitationRow } from './row.ts';

const now = new Date('2026-11-23T12:00:00Z');
const dayMs = 24 * 60 * 60 * 1000;
const founding = { slug: 's', name: 'S', domain: 'D', description: '', joining: 'approval' } as const;
const community = foundCommunity({ ...founding, status: 'forming' }, 'testing', now, 'c1');
const closed = { ...community, status: 'closed' as const };
const around: Surroundings = {
  community,
  by: 'ada',
  runsIt: false,
  open: null,
  belongs: false,
  declined: false,
};
const asked: Inviting = { email: 'cy@example.org', role: 'member', message: 'Do come', days: 14 };
const ok = <T>(value: T) => {
  if (isRefusal(value)) throw new Error(value.detail);
  return value as Exclude<T, { refused: unknown }>;
};
const row: InvitationRow = ok(invite(asked, around, now, 'i'));
const late = new Date(now.getTime() + 15 * dayMs);

describe('an invitation', () => {
  it('is open for its days, and kept some more', () => {
    expect(row).toMatchObject({ status: 'open', letter: 'due', version: 1, email: 'cy@example.org' });
    expect(row.expiresAt).toEqual(new Date(now.getTime() + 14 * dayMs));
    expect(row.forgetAt).toEqual(new Date(row.expiresAt.getTime() + keptMs));
  });

  it.each([
    ['into a closed community', asked, { community: closed }, 'conflict', 'community'],
    ['into more than the core group may give', { ...asked, role: 'core' }, {}, 'forbidden', 'role'],
    ['of who is invited already', asked, { open: row }, 'already-exists', 'email'],
    [
      'of a member who belongs to it',
      { ...asked, email: undefined, person: 'p' },
      { belongs: true },
      'already-exists',
      'person',
    ],
  ] as const)('is refused %s', (_what, inviting, over, refused, field) => {
    expect(invite(inviting, { ...around, ...over }, now, 'j')).toMatchObject({
      refused,
      errors: [{ pointer: `#/${field}` }],
    });
  });

  it('gives any role by those who run the community', () => {
    const inviting = { ...asked, role: 'facilitator' } as const;
    expect(ok(invite(inviting, { ...around, runsIt: true }, now, 'j')).role).toBe('facilitator');
  });

  it('runs out, which says so, and is renewed', () => {
    expect(refuseAnswer(row, now)).toBeUndefined();
    expect(refuseAnswer(row, late)).toMatchObject({
      refused: 'expired-token',
      detail: expect.stringContaining('2026-12-07'),
    });
    const renewed = ok(renew({ ...row, letter: 'sent', letterAttempts: 3 }, community, 7, late));
    expect(renewed).toMatchObject({ version: 2, letter: 'due', letterAttempts: 0, letterDueAt: late });
    expect(refuseAnswer(renewed, late)).toBeUndefined();
    expect(renew(row, closed, 7, late)).toMatchObject({ refused: 'conflict' });
  });

  it('forgets the invited once it is over, and is over once', () => {
    const declined = ok(settle({ ...row, person: 'p' }, 'declined', now));
    expect(declined).toMatchObject({ status: 'declined', version: 2, letter: 'failed' });
    for (const field of ['email', 'message', 'person']) expect(declined).not.toHaveProperty(field);
    const accepted = ok(settle(row, 'accepted', now, 'p'));
    expect(accepted).toMatchObject({ person: 'p' });
    expect(accepted).not.toHaveProperty('email');
    for (const over of [declined, accepted]) {
      expect(settle(over, 'withdrawn', now)).toMatchObject({ refused: 'conflict' });
      expect(renew(over, community, 7, now)).toMatchObject({ refused: 'conflict' });
      expect(refuseAnswer(over, now)).toMatchObject({ refused: 'conflict' });
    }
  });
});
