import { describe, expect, it } from 'vitest';
import { checkChallenge, checkRegistration, checkRemoval, countedUse } from './decide.ts';

const now = new Date('2026-11-23T12:00:00Z');
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const byLink = { factor: 'link' as const, provenAt: ago(1) };
const byPasskey = { factor: 'passkey' as const, provenAt: ago(1) };

describe('registering a passkey', () => {
  it('is open right after the link for a first one, and right after a passkey for another', () => {
    expect(checkRegistration(byLink, 0, now)).toBeUndefined();
    expect(checkRegistration(byPasskey, 1, now)).toBeUndefined();
  });

  it.each([
    ['by the link alone of who has one', byLink, 1, 'passkey-required'],
    ['long after the link', { ...byLink, provenAt: ago(11) }, 0, 'stale-sign-in'],
    ['long after the passkey', { ...byPasskey, provenAt: ago(11) }, 1, 'stale-sign-in'],
    ['without end', byPasskey, 20, 'conflict'],
  ])('is refused %s', (_what, session, passkeys, refused) => {
    expect(checkRegistration(session, passkeys, now)).toMatchObject({ refused });
  });
});

describe('removing a passkey', () => {
  it.each([
    ['one of two', byPasskey, { passkeys: 2, needed: true }, undefined],
    ['the last one of whom no role asks for one', byPasskey, { passkeys: 1, needed: false }, undefined],
    ['the last one that a role needs', byPasskey, { passkeys: 1, needed: true }, 'conflict'],
    ['by the link alone', byLink, { passkeys: 2, needed: false }, 'passkey-required'],
    ['too late', { ...byPasskey, provenAt: ago(11) }, { passkeys: 2, needed: false }, 'stale-sign-in'],
  ])('%s', (_what, session, having, refused) => {
    expect(checkRemoval(session, having, now)?.refused).toBe(refused);
  });
});

describe('a challenge', () => {
  const row = {
    _id: 's1.use',
    network: 'testing',
    person: 'p1',
    session: 's1',
    purpose: 'use' as const,
    challenge: 'x',
    expires: new Date(now.getTime() + 1),
  };
  it('is good until it expires, and once', () => {
    expect(checkChallenge(row, now)).toBe(row);
    expect(checkChallenge({ ...row, expires: now }, now)).toMatchObject({ refused: 'passkey-refused' });
    expect(checkChallenge(null, now)).toMatchObject({ refused: 'passkey-refused' });
  });
});

describe('the count of an authenticator', () => {
  const row = {
    _id: 'k1',
    network: 'testing',
    person: 'p1',
    version: 3,
    name: 'Laptop',
    credential: 'c',
    publicKey: 'k',
    counter: 7,
    transports: [],
    synced: false,
    addedAt: ago(60),
  };
  it('is kept when it rises', () => {
    expect(countedUse(row, 8, now)).toMatchObject({ counter: 8, usedAt: now, version: 4 });
  });

  it('shows a copy when it stands still, falls or stops', () => {
    for (const counter of [7, 6, 0]) {
      expect(countedUse(row, counter, now)).toMatchObject({ refused: 'passkey-refused' });
    }
  });

  it('says nothing where none is kept', () => {
    expect(countedUse({ ...row, counter: 0 }, 0, now)).toMatchObject({ counter: 0, usedAt: now });
  });
});
