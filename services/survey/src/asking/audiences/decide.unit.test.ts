import { isRefusal } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import type { SurveyRow } from '../surveys/store.ts';
import { asksAnywhere, audienceFault, eachOnce, prepareSurvey, whenWhole } from './decide.ts';

const now = new Date('2026-03-01T10:00:00Z');
const role = (more: object) => ({ kind: 'role' as const, networkRoles: [], communityRoles: [], ...more });

describe('an audience', () => {
  it('by role names one, and the network’s roles in no community', () => {
    expect(audienceFault(role({}))).toMatchObject({ errors: [{ pointer: '#/audience/communityRoles' }] });
    expect(audienceFault(role({ networkRoles: ['admin'], community: 'c' }))).toMatchObject({
      errors: [{ pointer: '#/audience/networkRoles' }],
    });
    expect(audienceFault(role({ communityRoles: ['core'], community: 'c' }))).toBeUndefined();
    expect(audienceFault(role({ networkRoles: ['admin'], communityRoles: ['core'] }))).toBeUndefined();
  });

  it('is anywhere where it names no community', () => {
    expect(asksAnywhere(role({ communityRoles: ['core'] }))).toBe(true);
    expect(asksAnywhere(role({ communityRoles: ['core'], community: 'c' }))).toBe(false);
    expect(asksAnywhere({ kind: 'query', query: { language: 'cy' } })).toBe(true);
    expect(asksAnywhere({ kind: 'query', query: { community: 'c' } })).toBe(false);
    expect(asksAnywhere({ kind: 'community', community: 'c' })).toBe(false);
  });

  it('has each address once, the first', () => {
    const list = ['a', 'b', 'a', 'a', 'c'].map((email) => ({ email }));
    expect(eachOnce(list)).toEqual({
      addresses: [{ email: 'a' }, { email: 'b' }, { email: 'c' }],
      duplicates: [2, 3],
    });
  });
});

describe('a survey of a large audience', () => {
  const prepare = (more: object = {}) =>
    prepareSurvey(
      {
        ...{ title: 'Pulse', mode: 'anonymous', audience: { kind: 'community', community: 'c' } },
        ...{ closesAt: new Date('2026-03-08T10:00:00Z'), invite: true, ...more },
      },
      { network: 'n', instrument: { _id: 'i', published: 2 }, smallestGroup: 8 },
      now,
      's',
      'hosts',
    );

  it('is refused like any other', () => {
    expect(prepare({ closesAt: now })).toMatchObject({ errors: [{ pointer: '#/closesAt' }] });
    expect(prepare({ community: 'd' })).toMatchObject({ errors: [{ pointer: '#/community' }] });
  });

  it('opens once it is whole, and closes where it is of too few', () => {
    const row = prepare();
    if (isRefusal(row)) throw new Error(row.detail);
    expect(row).toMatchObject({ status: 'preparing', invited: 0, version: 1, community: 'c' });
    const whole = (more: Partial<SurveyRow>) => whenWhole({ ...row, ...more }, 8, now);
    expect(whole({ invited: 8 })).toMatchObject({ status: 'open', version: 2, opensAt: now });
    expect(whole({ invited: 8 })).not.toHaveProperty('preparing');
    expect(whole({ invited: 7 })).toMatchObject({ status: 'closed', fault: expect.stringContaining('7') });
    expect(whole({ invited: 0, mode: 'named' })).toMatchObject({
      status: 'closed',
      fault: expect.any(String),
    });
    const groups = [
      { community: 'c', invited: 9 },
      { community: 'd', invited: 3 },
    ];
    expect(whole({ invited: 12, groups, groupBy: 'community' }).kept).toEqual(['c']);
  });
});
