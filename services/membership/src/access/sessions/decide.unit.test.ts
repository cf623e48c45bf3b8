import { describe, expect, it } from 'vitest';
import { awaitedOf, checkLink, checkRefresh, isHeld, needsPasskey } from './decide.ts';
import { hashOf, proves } from './secrets.ts';

const now = new Date('2026-11-23T12:00:00Z');
const earlier = new Date('2026-11-23T11:00:00Z');
const later = new Date('2026-11-23T13:00:00Z');
const link = { _id: 'x', network: 'testing', person: 'p1', browser: hashOf('browser'), expires: later };
const session = {
  _id: 's1',
  network: 'testing',
  person: 'p1',
  current: hashOf('secret'),
  factor: 'link' as const,
  openedAt: earlier,
  usedAt: earlier,
  provenAt: earlier,
  expires: later,
};

describe('a sign-in link', () => {
  it('is good in the browser that asked for it', () => {
    expect(checkLink(link, proves('browser'), now)).toBe(link);
  });

  it.each([
    ['used before', null, 'browser', 'invalid-token'],
    ['too old', { ...link, expires: earlier }, 'browser', 'expired-token'],
    ['opened in another browser', link, 'other', 'invalid-token'],
    ['opened without a cookie', link, undefined, 'invalid-token'],
  ])('is refused when %s', (_what, row, browser, refused) => {
    expect(checkLink(row, proves(browser), now)).toMatchObject({ refused });
  });
});

describe('a refresh cookie', () => {
  const shown = (secret: string, hand = 'here') => ({ secret: proves(secret), hand: proves(hand) });
  const soon = new Date(now.getTime() + 1);
  const replaced = { token: hashOf('before'), salt: 'salt', hand: hashOf('here'), until: soon };
  const renewed = { ...session, replaced };

  it('goes on with the session', () => {
    expect(checkRefresh(session, shown('secret'), now)).toEqual({ outcome: 'renew', session });
  });

  it('stays as it is for a moment after it was made', () => {
    expect(checkRefresh(renewed, shown('secret'), now)).toMatchObject({ outcome: 'keep' });
    expect(checkRefresh(renewed, shown('secret', 'elsewhere'), now)).toMatchObject({ outcome: 'keep' });
    expect(checkRefresh(renewed, shown('secret'), soon)).toMatchObject({ outcome: 'renew' });
  });

  it('that was replaced a moment ago is taken from the browser that had it', () => {
    expect(checkRefresh(renewed, shown('before'), now)).toMatchObject({ outcome: 'again' });
  });

  it.each([
    ['was never one', session, shown('an earlier secret'), now],
    ['was replaced and comes from elsewhere', renewed, shown('before', 'elsewhere'), now],
    ['was replaced and comes late', renewed, shown('before'), soon],
    ['was replaced before another one', renewed, shown('long before'), now],
  ])('that %s ends the session', (_what, row, token, at) => {
    expect(checkRefresh(row, token, at)).toEqual({ outcome: 'revoke', session: row });
  });

  it('is refused when the session is over', () => {
    expect(checkRefresh(null, shown('secret'), now)).toMatchObject({ refused: 'expired-token' });
    expect(checkRefresh({ ...session, expires: earlier }, shown('secret'), now)).toMatchObject({
      refused: 'expired-token',
    });
  });

  it('ends its session by signing out, and so does the one that it took the place of', () => {
    const held = ['secret', 'before', 'another'].map((secret) => isHeld(renewed, proves(secret)));
    expect(held).toEqual([true, true, false]);
  });
});

describe('a passkey', () => {
  it.each([
    ['an administrator', ['admin'], true],
    ['the hosting team', ['hosting-team'], true],
    ['who has it among other roles', ['steering', 'hosting-team'], true],
    ['the steering group', ['steering'], false],
    ['a member', [], false],
  ] as const)('is asked of %s alike', (_who, roles, needed) => {
    expect(needsPasskey(roles, true)).toBe(needed);
    expect(needsPasskey(roles, false)).toBe(false);
  });

  it('is awaited until it was given, and all roles in the network with it', () => {
    const policy = { required: true, passkeys: 1 };
    expect(awaitedOf(['admin', 'steering'], 'link', policy)).toEqual({
      passkey: 'use',
      roles: ['admin', 'steering'],
    });
    expect(awaitedOf(['admin'], 'link', { ...policy, passkeys: 0 })).toMatchObject({ passkey: 'register' });
    expect(awaitedOf(['admin'], 'passkey', policy)).toBeUndefined();
    expect(awaitedOf(['steering'], 'link', policy)).toBeUndefined();
    expect(awaitedOf(['admin'], 'link', { ...policy, required: false })).toBeUndefined();
  });
});
