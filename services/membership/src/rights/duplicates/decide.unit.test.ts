import { describe, expect, it } from 'vitest';
import type { PersonRow } from '../../core/people/row.ts';
import { mergePerson, nameKey, searchPairs, withdrawnByEither } from './decide.ts';

const person = (_id: string, name: string, email: string, over: Partial<PersonRow> = {}): PersonRow => ({
  ...{ _id, network: 'testing', version: 1, name, email, interests: [], roles: [] },
  joinedAt: new Date('2026-01-01'),
  ...over,
});
const found = (people: PersonRow[], dismissed: string[] = []) => {
  const search = searchPairs(new Set(dismissed));
  search.add(people);
  return [...search.pairs()].flat();
};
const idsOf = (people: PersonRow[], dismissed: string[] = []) =>
  found(people, dismissed).map(({ people: [a, b], reasons }) => [a._id, b._id, ...reasons]);

describe('two who may be one', () => {
  const region = 'North';
  it('have the same name in whatever order and accents, at one place', () => {
    expect(nameKey('Müller, Ada')).toBe(nameKey('ada MULLER'));
    const [a, b] = [
      person('a', 'Ada Müller', 'a@x.org', { region }),
      person('b', 'Muller, Ada', 'b@y.org', { region }),
    ];
    expect(idsOf([a, b])).toEqual([['a', 'b', 'same-name', 'same-region']]);
    expect(idsOf([a, { ...b, region: 'South' }])).toEqual([]);
    expect(idsOf([a, b], ['a.b'])).toEqual([]);
  });

  it('have nearly the same name, or the same before the @', () => {
    const a = person('a', 'Wilhelmina Brown', 'w.brown@x.org', { region });
    const b = person('b', 'Wilhelmina Browne', 'wbrown+news@y.org', { joinedAt: new Date('2025-01-01') });
    expect(idsOf([a, b])).toEqual([['b', 'a', 'similar-name', 'similar-address']]);
    expect(idsOf([a, person('c', 'Somebody Else', 'wbrown@z.org')])).toEqual([]);
  });

  it('are found among many without comparing each with each', () => {
    const given = (index: number) => ((index * 7919 + 101) ** 2).toString(36);
    const many = Array.from({ length: 20_000 }, (_, index) =>
      person(`p${index}`, `${given(index)} Family${index % 500}`, `g${index}.f@x.org`, {
        region: `r${index % 10}`,
      }),
    );
    const twin = person('twin', `${given(7)} Family7`, 'other@x.org', { region: 'r7' });
    const began = performance.now();
    expect(idsOf([...many, twin])).toContainEqual(['p7', 'twin', 'same-name', 'same-region']);
    expect(performance.now() - began).toBeLessThan(30_000);
  }, 60_000);
});

describe('a merge', () => {
  it('keeps the kept one’s fields, and fills what was empty', () => {
    const kept = person('a', 'Ada', 'a@x.org', { interests: ['art'], region: 'North' });
    const gone = person('b', 'Ada B', 'b@x.org', {
      ...{ organisation: 'Org', region: 'South', interests: ['art', 'birds'], roles: ['steering'] },
      joinedAt: new Date('2020-01-01'),
    });
    expect(mergePerson(kept, gone)).toEqual({
      person: {
        ...{ ...kept, organisation: 'Org', interests: ['art', 'birds'], roles: ['steering'] },
        ...{ joinedAt: gone.joinedAt, version: 2 },
      },
      filled: ['organisation'],
      lost: ['name', 'email', 'region'],
    });
  });

  it('undoes no withdrawal of either', () => {
    const given = { purpose: 'digest' as const, given: true, basis: 'consent' as const };
    const withdrawn = { purpose: 'digest' as const, given: false, withdrawnAt: '2026-01-01T00:00:00.000Z' };
    const never = { purpose: 'digest' as const, given: false };
    const line = { purpose: 'digest', given: false, channel: 'merge', textVersion: 'v' };
    expect(withdrawnByEither([given], [withdrawn], 'v')).toMatchObject([line]);
    expect(withdrawnByEither([withdrawn], [given], 'v')).toMatchObject([line]);
    expect(withdrawnByEither([given], [never], 'v')).toEqual([]);
    expect(withdrawnByEither([withdrawn], [withdrawn], 'v')).toEqual([]);
  });
});
