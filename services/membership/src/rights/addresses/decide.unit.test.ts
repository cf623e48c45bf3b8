import { isRefusal } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { canBeTakenBack, done, refuseAsking, stillWanted, told, undoneWith } from './decide.ts';

const actor = (person: string, ...roles: ('admin' | 'hosting-team' | 'steering')[]) => ({
  ...{ person, network: 'testing', roles, communities: {} },
});
const person = (...roles: ('admin' | 'hosting-team' | 'steering')[]) => ({
  ...{ _id: 'ada', network: 'testing', version: 1, name: 'Ada', email: 'ada@x.org', roles },
  ...{ interests: [], joinedAt: new Date() },
});

describe('another address', () => {
  it('is for an administrator to ask for, where the person may do more', () => {
    expect(refuseAsking(person('admin'), 'ada@y.org', actor('h', 'hosting-team'))?.refused).toBe('forbidden');
    expect(refuseAsking(person('admin'), 'ada@y.org', actor('ada'))).toBeUndefined();
  });

  it('is another one', () => {
    expect(refuseAsking(person(), 'ada@x.org', actor('ada'))?.refused).toBe('conflict');
  });

  const now = new Date('2026-11-28T12:00:00Z');
  const after = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
  const row = {
    ...{ _id: 'c', network: 'testing', person: 'ada', from: 'ada@x.org', email: 'a@y.org' },
    ...{ askedAt: now, forgetAt: after(48) },
  };
  const other = { ...row, _id: 'd', email: 'b@y.org', askedAt: after(1) };

  it('is wanted until it was confirmed, another one was asked for, or its time is up', () => {
    expect(stillWanted(row, [row], after(47))).toBe(row);
    for (const gone of [
      stillWanted(null, [], now),
      stillWanted(row, [row, other], after(2)),
      stillWanted(done(row, now), [done(row, now)], after(1)),
      stillWanted(row, [row], after(48)),
    ])
      expect(isRefusal(gone)).toBe(true);
    expect(stillWanted(other, [row, other], after(2))).toBe(other);
  });

  it('can be taken back for the whole time of its letters, whatever became of it', () => {
    expect(canBeTakenBack(row, after(47))).toBe(row);
    const changed = done(row, after(47));
    expect(canBeTakenBack(changed, after(47 + 24 * 7 - 1))).toBe(changed);
    expect(isRefusal(canBeTakenBack(changed, after(47 + 24 * 7)))).toBe(true);
    expect(isRefusal(canBeTakenBack(null, now))).toBe(true);
  });

  it('is taken back with all that was asked for after it', () => {
    expect(undoneWith(row, [row, other])).toEqual(['c', 'd']);
    expect(undoneWith(other, [row, other])).toEqual(['d']);
  });

  it('is told to the old address until the letter is sent', () => {
    const changed = done(row, now);
    expect(changed.letterDueAt).toEqual(now);
    expect(told(changed, true, now)).not.toHaveProperty('letterDueAt');
    expect(told(changed, false, now).letterDueAt?.getTime()).toBeGreaterThan(now.getTime());
  });
});
