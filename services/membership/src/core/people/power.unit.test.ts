import { expect, it } from 'vitest';
import { hasPower, outranked, powerUntil } from './power.ts';

const now = new Date('2026-11-28T12:00:00Z');
const later = new Date(now.getTime() + 25 * 60 * 60 * 1000);
const actor = (person: string, ...roles: ('admin' | 'hosting-team' | 'steering')[]) => ({
  ...{ person, network: 'testing', roles, communities: {} },
});
const person = (...roles: ('admin' | 'hosting-team' | 'steering')[]) => ({
  ...{ _id: 'ada', network: 'testing', version: 1, name: 'Ada', email: 'ada@x.org', roles },
  ...{ interests: [], joinedAt: now },
});

it.each([
  ['themselves', person('admin'), actor('ada'), undefined],
  ['a host, over a member', person(), actor('h', 'hosting-team'), undefined],
  ['a host, over another host', person('hosting-team'), actor('h', 'hosting-team'), undefined],
  ['a host, over an administrator', person('admin'), actor('h', 'hosting-team'), 'forbidden'],
  ['a host, over the steering group', person('steering'), actor('h', 'hosting-team'), 'forbidden'],
  ['an administrator, over anybody', person('admin', 'steering'), actor('h', 'admin'), undefined],
  ['nobody', person('steering'), undefined, 'forbidden'],
])('an account is decided over by %s', (_who, whose, by, refused) => {
  expect(outranked(whose, by)?.refused).toBe(refused);
});

it('whose last role was taken counts as having it for a day, so that taking it is no way around', () => {
  const until = powerUntil(['admin'], [], now);
  expect(powerUntil(['admin'], ['steering'], now)).toBeUndefined();
  expect(powerUntil([], [], now)).toBeUndefined();
  const was = { ...person(), ...(until && { powerUntil: until }) };
  expect([hasPower(was, now), hasPower(was, later)]).toEqual([true, false]);
  expect([hasPower(person('steering'), later), hasPower(person(), now)]).toEqual([true, false]);
});
