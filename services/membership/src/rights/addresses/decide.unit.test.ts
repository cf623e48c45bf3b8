import { isRefusal } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { refuseAsking, stillWanted } from './decide.ts';

const actor = (person: string, ...roles: ('admin' | 'hosting-team' | 'steering')[]) => ({
  ...{ person, network: 'testing', roles, communities: {} },
});
const person = (...roles: ('admin' | 'hosting-team' | 'steering')[]) => ({
  ...{ _id: 'ada', network: 'testing', version: 1, name: 'Ada', email: 'ada@x.org', roles },
  ...{ interests: [], joinedAt: new Date() },
});

describe('another address', () => {
  it.each([
    ['by themselves, whatever they may do', person('admin'), actor('ada'), undefined],
    ['by a host, for a member', person(), actor('h', 'hosting-team'), undefined],
    ['by a host, for another host', person('hosting-team'), actor('h', 'hosting-team'), undefined],
    ['by a host, for an administrator', person('admin'), actor('h', 'hosting-team'), 'forbidden'],
    ['by a host, for the steering group', person('steering'), actor('h', 'hosting-team'), 'forbidden'],
    ['by an administrator, for anybody', person('admin', 'steering'), actor('h', 'admin'), undefined],
  ])('may be asked for %s', (_name, whose, by, refused) => {
    expect(refuseAsking(whose, 'ada@y.org', by)?.refused).toBe(refused);
  });

  it('is another one', () => {
    expect(refuseAsking(person(), 'ada@x.org', actor('ada'))?.refused).toBe('conflict');
  });

  it('is wanted until the link was used, another one was asked for, or its time is up', () => {
    const now = new Date();
    const soon = new Date(now.getTime() + 1);
    const row = {
      _id: 'ada',
      network: 'testing',
      change: 'c',
      email: 'a@y.org',
      askedAt: now,
      forgetAt: soon,
    };
    expect(stillWanted(row, 'c', now)).toBe(row);
    for (const gone of [stillWanted(null, 'c', now), stillWanted(row, 'b', now), stillWanted(row, 'c', soon)])
      expect(isRefusal(gone)).toBe(true);
    expect(isRefusal(stillWanted(row, undefined, now))).toBe(true);
  });
});
