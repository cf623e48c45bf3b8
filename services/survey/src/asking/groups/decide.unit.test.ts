import type { CommunityRole } from '@skein/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inGroups, type Opening } from '../opening/decide.ts';
import { groupsToHide } from './decide.ts';

const opening = (survey: object, people: readonly string[]) =>
  ({
    survey: { _id: 's', mode: 'confidential', ...survey },
    invitations: people.map((person) => ({ _id: `link-${person}`, network: 'n', survey: 's', person })),
    letters: [],
  }) as unknown as Opening;
const belonging = (person: string, community: string, role: CommunityRole = 'member') => ({
  person,
  community,
  role,
});

describe('the groups that people are asked in', () => {
  it('are one a person: the survey’s own community, else where they answer for most, else the oldest', () => {
    const memberships = [
      belonging('a', 'c2'),
      belonging('a', 'c1'),
      belonging('b', 'c1'),
      belonging('b', 'c2', 'facilitator'),
      belonging('c', 'c3', 'guest'),
    ];
    const placed = inGroups(opening({}, ['a', 'b', 'c']), memberships, 1).invitations;
    expect(placed.map(({ community }) => community)).toEqual(['c1', 'c2', undefined]);
    const own = inGroups(opening({ community: 'c2' }, ['a']), memberships, 1).invitations;
    expect(own[0]?.community).toBe('c2');
  });

  it('are kept with confidential responses only where enough were asked, and where the survey says so', () => {
    const memberships = [belonging('a', 'c1'), belonging('b', 'c1'), belonging('c', 'c2')];
    const people = ['a', 'b', 'c'];
    const groups = [
      { community: 'c1', invited: 2 },
      { community: 'c2', invited: 1 },
    ];
    expect(inGroups(opening({ groupBy: 'community' }, people), memberships, 2).survey).toMatchObject({
      groups,
      kept: ['c1'],
    });
    const named = opening({ groupBy: 'community', mode: 'named' }, people);
    expect(inGroups(named, memberships, 2).survey.kept).toEqual(['c1', 'c2']);
    const plain = inGroups(opening({}, people), memberships, 2).survey;
    expect(plain.groups).toEqual(groups);
    expect(plain).not.toHaveProperty('kept');
  });
});

describe('groups that may not be shown', () => {
  it('are the small ones, with the next-lowest where one would be told by the rest', () => {
    expect(groupsToHide([20, 9, 30], 8)).toEqual(new Set());
    expect(groupsToHide([20, 3, 9, 30], 8)).toEqual(new Set([1, 2]));
    expect(groupsToHide([20, 3, 4, 30], 8)).toEqual(new Set([1, 2, 0]));
    expect(groupsToHide([20, 3, 0, 6, 30], 8)).toEqual(new Set([1, 3]));
    expect(groupsToHide([3], 8)).toBeUndefined();
  });

  it('are never one alone, nor together fewer than the smallest group', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(30), { maxLength: 8 }),
        fc.integer({ min: 2, max: 10 }),
        (sizes, smallest) => {
          const hidden = groupsToHide(sizes, smallest);
          if (!hidden) return;
          const shown = sizes.filter((size, index) => size > 0 && !hidden.has(index));
          expect(shown.filter((size) => size < smallest)).toEqual([]);
          if (hidden.size === 0) return;
          expect(hidden.size).toBeGreaterThan(1);
          const together = [...hidden].reduce((sum, index) => sum + (sizes[index] ?? 0), 0);
          expect(together).toBeGreaterThanOrEqual(smallest);
        },
      ),
    );
  });
});
