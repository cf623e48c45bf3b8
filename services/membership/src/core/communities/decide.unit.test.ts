import { isRefusal } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { changeRole, join, leave } from '../members/decide.ts';
import type { MembershipRow } from '../memberships/row.ts';
import { changeCommunity, foundCommunity } from './decide.ts';

const now = new Date('2026-11-23T12:00:00Z');
const later = new Date('2026-12-01T12:00:00Z');
const founding = {
  slug: 'mindfulness',
  name: 'Mindfulness',
  domain: 'Being present',
  description: '',
  joining: 'open',
  status: 'forming',
} as const;
const community = foundCommunity(founding, 'testing', now, 'c1');
const ok = <T>(value: T) => {
  if (isRefusal(value)) throw new Error(value.detail);
  return value as Exclude<T, { refused: unknown }>;
};
const place = { network: 'testing', person: 'p1', community, before: null };

describe('a community', () => {
  it('keeps the history of its status', () => {
    const changed = ok(changeCommunity(community, { status: 'established' }, later)).row;
    expect(changed).toMatchObject({
      version: 2,
      statusHistory: [
        { status: 'forming', since: now },
        { status: 'established', since: later },
      ],
    });
    expect(ok(changeCommunity(changed, { name: 'Other' }, later)).row.statusHistory).toHaveLength(2);
    expect(ok(changeCommunity(changed, { status: 'established' }, later)).fields).toEqual([]);
  });

  it('changes when closed only by being opened again', () => {
    const closed = ok(changeCommunity(community, { status: 'closed' }, later)).row;
    expect(changeCommunity(closed, { name: 'Other' }, later)).toMatchObject({ refused: 'conflict' });
    expect(ok(changeCommunity(closed, { status: 'forming' }, later)).row.status).toBe('forming');
    expect(join({ ...place, community: closed }, 'member', now)).toMatchObject({ refused: 'conflict' });
  });
});

describe('a status', () => {
  it('goes only where it can, and says who set it and why', () => {
    const at = (status: typeof community.status) => ({ ...community, status });
    const set = (from: typeof community.status, status: typeof community.status) =>
      changeCommunity(at(from), { status, statusNote: 'Agreed in March' }, later, 'ada');
    expect(ok(set('forming', 'emerging')).row.statusHistory.at(-1)).toEqual({
      status: 'emerging',
      since: later,
      by: 'ada',
      note: 'Agreed in March',
    });
    expect(set('established', 'forming')).toMatchObject({
      refused: 'conflict',
      errors: [{ pointer: '#/status' }],
    });
    expect(set('closed', 'established')).toMatchObject({ refused: 'conflict' });
    expect(isRefusal(set('closed', 'resting'))).toBe(false);
    const alone = changeCommunity(community, { statusNote: 'Just so' }, later);
    expect(alone).toMatchObject({ refused: 'invalid-request', errors: [{ pointer: '#/statusNote' }] });
    expect(ok(changeCommunity(community, { name: 'Other' }, later)).row).not.toHaveProperty('statusNote');
  });
});

describe('belonging', () => {
  const member = ok(join(place, 'member', now));
  const facilitator: MembershipRow = ok(join({ ...place, person: 'p2' }, 'facilitator', now));

  it('begins once', () => {
    expect(member).toMatchObject({ _id: 'p1.c1', version: 1, role: 'member' });
    expect(join({ ...place, before: member }, 'member', now)).toMatchObject({ refused: 'already-exists' });
  });

  it('ends, and begins again with a later version', () => {
    const left = ok(leave(member, [facilitator], later));
    expect(left.role).toBeUndefined();
    expect(left.version).toBe(2);
    expect(ok(join({ ...place, before: left }, 'core', later))).toMatchObject({ version: 3, role: 'core' });
    expect(leave(left, [facilitator], later)).toMatchObject({ refused: 'not-found' });
  });

  it('does not end for the last facilitator', () => {
    expect(leave(facilitator, [facilitator], later)).toMatchObject({ refused: 'conflict' });
    const another = ok(join({ ...place, person: 'p3' }, 'facilitator', now));
    expect(ok(leave(facilitator, [facilitator, another], later)).role).toBeUndefined();
  });

  it('ends for the last facilitator of a closed community', () => {
    expect(ok(leave(facilitator, [facilitator], later, 'closed')).role).toBeUndefined();
  });

  it('takes another role, up by those who run it, down by oneself', () => {
    const among = { community, facilitators: [facilitator], runsIt: true };
    expect(ok(changeRole(member, 'core', among))).toMatchObject({ row: { role: 'core', version: 2 } });
    expect(ok(changeRole(member, 'member', among)).fields).toEqual([]);
    const oneself = { ...among, runsIt: false };
    expect(changeRole(member, 'core', oneself)).toMatchObject({
      refused: 'forbidden',
      errors: [{ pointer: '#/role' }],
    });
    expect(ok(changeRole(member, 'guest', oneself)).row.role).toBe('guest');
    expect(changeRole(null, 'core', among)).toMatchObject({ refused: 'not-found' });
  });

  it('does not leave a community without a facilitator, but for a closed one', () => {
    const among = { community, facilitators: [facilitator], runsIt: true };
    expect(changeRole(facilitator, 'core', among)).toMatchObject({
      refused: 'conflict',
      errors: [{ pointer: '#/role' }],
    });
    const closed = { ...among, community: { ...community, status: 'closed' as const } };
    expect(ok(changeRole(facilitator, 'member', closed)).row.role).toBe('member');
    expect(changeRole(member, 'core', closed)).toMatchObject({ refused: 'conflict' });
  });
});
