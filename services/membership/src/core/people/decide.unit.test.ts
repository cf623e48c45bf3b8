import { isRefusal, type PersonImport } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { importPeople } from '../newcomers/decide.ts';
import { editProfile, giveRoles, lastAdmin } from './decide.ts';
import type { PersonRow } from './row.ts';

const now = new Date('2026-11-23T12:00:00Z');
const ids = () => {
  let count = 0;
  return () => `id-${++count}`;
};
const state = {
  network: 'testing',
  by: 'admin',
  taken: new Set(['old@example.org']),
  away: new Map(),
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

const person = (over: Partial<PersonRow> = {}): PersonRow => ({
  _id: 'p',
  network: 'testing',
  version: 3,
  name: 'Ada',
  email: 'ada@example.org',
  interests: ['Learning'],
  roles: [],
  joinedAt: now,
  ...over,
});
const ok = <T>(value: T) => {
  if (isRefusal(value)) throw new Error(value.detail);
  return value as Exclude<T, { refused: unknown }>;
};

describe('editing a profile', () => {
  it('changes what is sent, takes away what is null, and names both', () => {
    const { row, fields } = ok(
      editProfile(person({ region: 'North', occupation: 'Nurse' }), { region: null, language: 'cy' }, true),
    );
    expect(row).toMatchObject({ version: 4, language: 'cy', occupation: 'Nurse' });
    expect(row).not.toHaveProperty('region');
    expect(fields.toSorted()).toEqual(['language', 'region']);
  });

  it('that says nothing new leaves the version', () => {
    const before = person({ visibility: { email: 'network', region: 'nobody' } });
    const sent = { name: 'Ada', region: null, visibility: { email: 'network' as const } };
    expect(ok(editProfile(before, sent, true))).toMatchObject({ row: { version: 3 }, fields: [] });
  });

  it('leads to another organisation by name or id, never by both', () => {
    const before = person({ organisation: 'Riverside', organisationId: 'o1' });
    const byName = ok(editProfile(before, { organisation: 'Lakeside' }, true)).row;
    expect(byName.organisation).toBe('Lakeside');
    expect(byName).not.toHaveProperty('organisationId');
    const byId = ok(editProfile(before, { organisationId: 'o2' }, true)).row;
    expect(byId.organisationId).toBe('o2');
    expect(byId).not.toHaveProperty('organisation');
    const none = ok(editProfile(before, { organisation: null }, true)).row;
    expect([none.organisation, none.organisationId]).toEqual([undefined, undefined]);
    expect(editProfile(before, { organisation: 'A', organisationId: 'o2' }, true)).toMatchObject({
      errors: [{ pointer: '#/organisationId' }],
    });
  });

  it('opens a field for the person alone; a host may only hide more', () => {
    const visibility = { email: 'communities' } as const;
    expect(ok(editProfile(person(), { visibility }, true)).row.visibility).toEqual(visibility);
    expect(editProfile(person(), { visibility }, false)).toMatchObject({
      refused: 'forbidden',
      errors: [{ pointer: '#/visibility/email' }],
    });
    const hidden = ok(editProfile(person({ visibility }), { visibility: { region: 'nobody' } }, false)).row;
    expect(hidden.visibility).toEqual({ email: 'communities', region: 'nobody' });
  });
});

describe('roles in the network', () => {
  it('are given and taken, each named', () => {
    const changed = ok(giveRoles(person({ roles: ['steering'] }), ['hosting-team'], ['a'], now));
    expect(changed).toMatchObject({ given: ['hosting-team'], taken: ['steering'], row: { version: 4 } });
    expect(ok(giveRoles(person({ roles: ['steering'] }), ['steering'], [], now)).row.version).toBe(3);
  });

  it('stay with the last administrator, and with no other', () => {
    const admin = person({ roles: ['admin'] });
    expect(giveRoles(admin, [], ['p'], now)).toMatchObject({
      refused: 'conflict',
      errors: [{ pointer: '#/roles' }],
    });
    expect(ok(giveRoles(admin, [], ['p', 'q'], now)).row.roles).toEqual([]);
    expect(ok(giveRoles(admin, ['admin', 'steering'], ['p'], now)).row.roles).toEqual(['admin', 'steering']);
    expect(lastAdmin('p', ['p'])).toMatchObject({ refused: 'conflict' });
    expect([lastAdmin('p', ['q']), lastAdmin('p', []), lastAdmin('p', ['p', 'q'])]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
