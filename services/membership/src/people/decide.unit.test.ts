import type { PersonImport } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { importPeople } from './decide.ts';

const now = new Date('2026-11-23T12:00:00Z');
const ids = () => {
  let count = 0;
  return () => `id-${++count}`;
};
const state = {
  network: 'testing',
  by: 'admin',
  taken: new Set(['old@example.org']),
  communities: new Set(['c1']),
};
const someone = (over: Partial<PersonImport> = {}): PersonImport => ({
  name: 'Ada',
  email: 'ada@example.org',
  interests: [],
  roles: [],
  communities: [],
  consents: [],
  ...over,
});

describe('importing people', () => {
  it('makes a person, their places and the consents they gave', () => {
    const input = someone({ communities: [{ community: 'c1', role: 'member' }], consents: ['digest'] });
    expect(importPeople([input], state, now, ids())).toMatchObject({
      people: [{ _id: 'id-1', version: 1, email: 'ada@example.org', joinedAt: now }],
      memberships: [{ _id: 'id-1.c1', role: 'member', person: 'id-1', community: 'c1' }],
      consents: [{ person: 'id-1', purpose: 'digest', given: true, channel: 'import', by: 'admin' }],
    });
  });

  it('takes nobody in when one address is taken or comes twice, and names both', () => {
    const refused = importPeople(
      [someone(), someone({ email: 'old@example.org' }), someone()],
      state,
      now,
      ids(),
    );
    expect(refused).toMatchObject({
      refused: 'already-exists',
      errors: [{ pointer: '#/people/1/email' }, { pointer: '#/people/2/email' }],
    });
  });

  it('refuses a community that does not exist, naming the field', () => {
    const refused = importPeople(
      [someone({ communities: [{ community: 'c9', role: 'member' }] })],
      state,
      now,
      ids(),
    );
    expect(refused).toMatchObject({
      refused: 'unknown-reference',
      errors: [{ pointer: '#/people/0/communities/0/community' }],
    });
  });
});
