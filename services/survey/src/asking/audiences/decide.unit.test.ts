import { describe, expect, it } from 'vitest';
import { asksAnywhere, audienceFault, eachOnce } from './decide.ts';

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
