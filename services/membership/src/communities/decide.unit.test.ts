import { isRefusal } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { changeCommunity, foundCommunity, join, leave } from './decide.ts';
import type { MembershipRow } from './memberships.ts';

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
});
