import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowChecker } from './check-rows.ts';
import { faultOfHeadings, mapColumns } from './columns.ts';
import { communityFinder } from './places.ts';
import { earlierOf, mistakenRepeat } from './repeats.ts';

const communities = [
  { id: 'c1', slug: 'falls', name: 'Falls (north)', closed: false },
  { id: 'c2', slug: 'wards', name: 'Same', closed: false },
  { id: 'c3', slug: 'homes', name: 'Same', closed: false },
  { id: 'c4', slug: 'past', name: 'Past', closed: true },
];

describe('columns', () => {
  it.each([
    ['E-Mail-Adresse', 'email'],
    ['First  Name', 'given-name'],
    ['PRÉNOM', 'given-name'],
    ['job_title', 'occupation'],
    ['Digest consent', 'consent:digest'],
    ['constructor', undefined],
    ['', undefined],
  ])('“%s” is %s', (heading, field) => {
    expect(mapColumns([heading])[0]?.field).toBe(field);
  });

  it('are each field once: what is said counts more than what is guessed', () => {
    const fields = mapColumns(['name', 'full name', 'Known as', 'email'], {
      'Known as': 'name',
      email: null,
    });
    expect(fields.map(({ field }) => field)).toEqual([undefined, undefined, 'name', undefined]);
    expect(mapColumns(['email', 'mail']).map(({ field }) => field)).toEqual(['email', undefined]);
  });

  it('without an address or a name, or of data, do not do', () => {
    const fault = (...headings: string[]) => faultOfHeadings(headings, mapColumns(headings), false)?.detail;
    expect(fault('name')).toContain('e-mail');
    expect(fault('email')).toContain('names');
    expect(fault('Ada', 'ada@one.example')).toContain('headings are missing');
    expect(fault('name', 'email', 'digest')).toContain('rest on');
    expect(fault('surname', 'email')).toBeUndefined();
  });
});

describe('a row', () => {
  const headings = ['name', 'email', 'communities', 'role', 'digest', 'first name'];
  const checker = () => rowChecker(mapColumns(headings), communityFinder(communities));
  const check = (...cells: string[]) => checker()({ line: 2, cells, formulas: [] });

  it('names communities by slug or name, with a role in brackets or in a column', () => {
    expect(check('A', 'a@x.example', 'FALLS (facilitator); wards', 'guest').row?.communities).toEqual([
      { community: 'c1', role: 'facilitator' },
      { community: 'c2', role: 'guest' },
    ]);
    expect(check('A', 'a@x.example', 'falls (NORTH)').row?.communities).toEqual([
      { community: 'c1', role: 'member' },
    ]);
  });

  it.each([
    ['two communities of that name', 'Same', 'use the slug'],
    ['a closed community', 'past', 'closed'],
    ['a community twice', 'falls; Falls (north)', 'twice'],
    ['an unknown role', 'falls (queen)', 'role'],
  ])('with %s is bad', (_what, cell, detail) => {
    expect(check('A', 'a@x.example', cell).problems).toMatchObject([
      { column: 3, detail: expect.stringContaining(detail) },
    ]);
  });

  it('answers yes, no or nothing', () => {
    expect(check('A', 'a@x.example', '', '', 'Ja').row?.consents).toEqual([
      { purpose: 'digest', given: true },
    ]);
    expect(check('A', 'a@x.example', '', '', 'no').row?.consents).toEqual([
      { purpose: 'digest', given: false },
    ]);
    expect(check('A', 'a@x.example', '', '', ' ').row?.consents).toEqual([]);
    expect(check('A', 'a@x.example', '', '', 'maybe').problems).toMatchObject([{ column: 5 }]);
  });

  it('of an address that came before is one more membership, or a mistake', () => {
    const row = (line: number, name: string, ...places: string[]) => ({
      line,
      name,
      email: 'a@x.example',
      communities: places.map((community) => ({ community, role: 'member' as const })),
    });
    const before = earlierOf([row(2, 'A', 'c1'), row(3, 'A', 'c2')]).get('a@x.example');
    expect(before).toEqual({ line: 2, name: 'A', communities: new Set(['c1', 'c2']) });
    expect(mistakenRepeat(row(4, 'A', 'c3'), before)).toBeUndefined();
    expect(mistakenRepeat(row(4, 'A', 'c2'), before)).toMatchObject({ field: 'email' });
    expect(mistakenRepeat(row(4, 'A'), before)).toMatchObject({ field: 'email' });
    expect(mistakenRepeat(row(4, 'B', 'c3'), before)).toMatchObject({ field: 'name' });
    expect(mistakenRepeat(row(4, 'B'), undefined)).toBeUndefined();
  });

  it('never has its cells quoted in a problem', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 9 }), { minLength: 6, maxLength: 6 }), (cells) => {
        for (const { detail } of check(...cells.map((cell) => `§${cell}`)).problems)
          expect(detail).not.toContain('§');
      }),
    );
  });
});
