import type { Actor } from '@skein/contracts';
import { neutral, restored, textOf } from '@skein/tables';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memberCells, memberHeadings } from '../../core/exports/cells.ts';
import { applyRows, type Present } from './apply-rows.ts';
import { rowChecker } from './check-rows.ts';
import { mapColumns } from './columns.ts';
import { begin, checkAgain, conclude, takenBack, uploaded } from './decide.ts';
import { communityFinder } from './places.ts';
import type { ImportRow } from './row.ts';

const now = new Date('2026-11-23T12:00:00Z');
const ids = () => {
  let count = 0;
  return () => `id-${++count}`;
};
const communities = [
  { id: 'c1', slug: 'falls', name: 'Falls (north)', closed: false },
  { id: 'c2', slug: 'wards', name: 'Same', closed: false },
  { id: 'c3', slug: 'homes', name: 'Same', closed: false },
  { id: 'c4', slug: 'past', name: 'Past', closed: true },
];

describe('an import', () => {
  const file = { _id: 'i', network: 'n', by: 'p', format: 'csv' as const, bytes: 1, digest: 'd' };
  const read = { read: 3, good: 2, bad: 1, problems: 1, newPeople: 2 };
  const checked = (over: Partial<ImportRow> = {}): ImportRow => ({
    ...uploaded(file, now),
    state: 'checked',
    read,
    ...over,
  });
  const host: Actor = { person: 'p', network: 'n', roles: ['hosting-team'], communities: {} };
  const state = { actor: host, openCommunities: new Set(['c1']) };

  it('begins only when it is checked, good enough, and still there', () => {
    expect(begin(checked(), 'good-rows-only', state, now)).toMatchObject({ state: 'applying', version: 2 });
    expect(begin(checked(), 'good-rows-only', state, now)).not.toHaveProperty('forgetAt');
    const refused = (over: Partial<ImportRow>, at = now) => begin(checked(over), 'good-rows-only', state, at);
    expect(begin(checked(), 'all-or-nothing', state, now)).toMatchObject({ refused: 'conflict' });
    for (const other of ['uploaded', 'applying', 'done', 'failed'] as const)
      expect(refused({ state: other })).toMatchObject({ refused: 'conflict' });
    expect(refused({ read: { ...read, good: 0 } })).toMatchObject({ refused: 'conflict' });
    expect(refused({ givesRoles: true })).toMatchObject({ refused: 'forbidden' });
    expect(refused({ communities: ['c2'] })).toMatchObject({ refused: 'conflict' });
    expect(refused({}, new Date(now.getTime() + 24 * 3_600_000))).toMatchObject({ refused: 'closed' });
  });

  it('is checked again unless it is under way or over', () => {
    expect(checkAgain(checked(), {}, [], now)).toMatchObject({ state: 'uploaded', read: { read: 0 } });
    expect(checkAgain(checked({ state: 'failed' }), { encoding: 'windows-1252' }, [], now)).toMatchObject({
      reading: { encoding: 'windows-1252' },
    });
    expect(checkAgain(checked({ state: 'failed', mode: 'all-or-nothing' }), {}, [], now)).toMatchObject({
      refused: 'conflict',
    });
    expect(checkAgain(checked({ state: 'applying' }), {}, [], now)).toMatchObject({ refused: 'conflict' });
  });

  it('takes consents in published words only', () => {
    const consents = { basis: 'consent' as const, textVersion: '2018-04' };
    expect(checkAgain(checked(), { consents }, ['2026-11'], now)).toMatchObject({
      refused: 'invalid-request',
      errors: [{ pointer: '#/consents/textVersion' }],
    });
    expect(checkAgain(checked(), { consents }, ['2026-11', '2018-04'], now)).toMatchObject({
      reading: { consents },
    });
  });

  it('is done only when every good row is in; else all or nothing is taken back, and what is missing told', () => {
    const half = { rows: 1, people: 1, memberships: 0, consents: 0 };
    expect(conclude(checked({ applied: { ...half, rows: 2 } }), now)).toMatchObject({ state: 'done' });
    const stopped = checked({ applied: half, cursor: 5, mode: 'good-rows-only' });
    expect(conclude(stopped, now)).toMatchObject({
      state: 'failed',
      failure: { line: 5, detail: expect.stringContaining('1 rows') },
      applied: half,
    });
    const back = conclude({ ...stopped, mode: 'all-or-nothing' }, now);
    expect(back).toMatchObject({ state: 'taking-back', failure: { line: 5 } });
    expect(back).not.toHaveProperty('doneAt');
    expect(takenBack(back, now)).toMatchObject({
      state: 'failed',
      applied: { rows: 0, people: 0, memberships: 0, consents: 0 },
      failure: { line: 5, detail: expect.stringContaining('taken back') },
    });
    expect(takenBack({ ...back, kept: 2 }, now).failure?.detail).toContain('2 people');
  });
});

describe('what is exported, taken in again', () => {
  // No control or direction characters, and nothing that looks like the ruins of a conversion: no member has these.
  const text = fc
    .stringMatching(/^[a-zA-Z0-9=+\-@'"; ,\\éßø中😀()]{1,60}$/u)
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const maybe = fc.option(text, { nil: undefined });
  const someone = fc.record(
    {
      name: text,
      organisation: maybe,
      occupation: maybe,
      region: maybe,
      interests: fc.array(text, { maxLength: 5 }),
    },
    { requiredKeys: ['name', 'interests'] },
  );
  const places = fc.uniqueArray(
    fc.tuple(fc.constantFrom('c1', 'c2', 'c3'), fc.constantFrom('facilitator', 'core', 'member', 'guest')),
    {
      selector: ([community]) => community,
    },
  );

  it('is the same people in the same communities', () => {
    const slugs = new Map(communities.map(({ id, slug }) => [id, slug]));
    fc.assert(
      fc.property(fc.array(fc.tuple(someone, places), { minLength: 1, maxLength: 5 }), (people) => {
        const rows = people.map(([facts, memberships], index) => {
          const given = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
          const row = {
            ...(given as typeof facts),
            email: `p${index}@x.example`,
            roles: ['steering' as const],
          };
          return { row: row as never as Parameters<typeof memberCells>[0], memberships };
        });
        const check = rowChecker(mapColumns([...memberHeadings]), communityFinder(communities));
        const checked = rows.map(({ row, memberships }, index) => {
          const of = memberships.map(([community, role]) => ({ community, role })) as never;
          const cells = memberCells({ ...row, joinedAt: now }, of, slugs)
            .map((cell) => neutral(textOf(cell)))
            .map(restored);
          return check({ line: index + 2, cells, formulas: [] });
        });
        expect(checked.flatMap(({ problems }) => problems)).toEqual([]);
        const present: Present = {
          network: 'n',
          by: 'p',
          people: new Map(),
          madeHere: new Set(),
          leaving: new Set(),
          memberships: new Map(),
          answered: new Set(),
        };
        const added = applyRows(
          checked.flatMap(({ row }) => row ?? []),
          present,
          now,
          ids(),
        );
        expect(added.people.map(({ _id, network, version, joinedAt, ...facts }) => facts)).toEqual(
          rows.map(({ row }) => row),
        );
        for (const [index, { _id }] of added.people.entries()) {
          const mine = added.memberships.filter(({ person }) => person === _id);
          // Who has more than membership is asked for it.
          const asked = new Map(
            added.asked.flatMap(({ person, community, role }) => (person === _id ? [[community, role]] : [])),
          );
          const places = mine.map(({ community, role }) => [community, asked.get(community) ?? role]);
          expect(places).toEqual(rows[index]?.memberships);
        }
      }),
    );
  });

  const none: Present = {
    network: 'n',
    by: 'p',
    basis: { basis: 'consent', textVersion: '1' },
    people: new Map(),
    madeHere: new Set(),
    leaving: new Set(),
    memberships: new Map(),
    answered: new Set(),
  };
  const row = {
    line: 2,
    name: 'A',
    email: 'a@x.example',
    texts: { region: 'North' },
    lists: {},
    roles: [],
    communities: [{ community: 'c1', role: 'core' as const }],
    consents: [{ purpose: 'digest' as const, given: true }],
  };
  const nothing = { people: [], memberships: [], asked: [], firstConsents: [], consents: [] };
  const after = (added: ReturnType<typeof applyRows>): Present => ({
    ...none,
    people: new Map(added.people.map((one) => [one.email, one])),
    memberships: new Map(added.memberships.map((one) => [one._id, one])),
    answered: new Set(added.firstConsents.map(({ person, purpose }) => `${person} ${purpose}`)),
  });

  it('adds nothing the second time', () => {
    const added = applyRows([row], none, now, ids());
    expect(added.people).toMatchObject([{ name: 'A', region: 'North', interests: [], version: 1 }]);
    expect(added.firstConsents).toMatchObject([
      { given: true, channel: 'import', basis: 'consent', textVersion: '1' },
    ]);
    expect(applyRows([{ ...row, name: 'B' }], after(added), now, ids())).toEqual(nothing);
  });

  it('gives nobody a role unasked: they belong, and are asked whether they take it on', () => {
    const added = applyRows([row], none, now, ids());
    const [person] = added.people;
    expect(added.memberships).toMatchObject([{ community: 'c1', role: 'member' }]);
    expect(added.asked).toMatchObject([
      { community: 'c1', role: 'core', person: person?._id, status: 'open', letter: 'due' },
    ]);
    const plain = { ...row, communities: [{ community: 'c1', role: 'guest' as const }] };
    expect(applyRows([plain], none, now, ids())).toMatchObject({
      memberships: [{ role: 'guest' }],
      asked: [],
    });
  });

  it('adds nothing to somebody who is to be erased', () => {
    const added = applyRows([row], none, now, ids());
    const leaving = new Set(added.people.map(({ _id }) => _id));
    const second = { ...row, communities: [{ community: 'c2', role: 'member' as const }] };
    expect(applyRows([second], { ...after(added), leaving, answered: new Set() }, now, ids())).toEqual(
      nothing,
    );
  });

  it('comes back to what an import put there and was taken back, in the next version', () => {
    const added = applyRows([row], none, now, ids());
    const ended = added.memberships.map(({ role: _, ...one }) => ({
      ...one,
      version: 2,
      takenBack: true as const,
    }));
    const present = { ...after(added), memberships: new Map(ended.map((one) => [one._id, one])) };
    const again = applyRows([row], present, now, ids());
    expect(again.memberships).toMatchObject([{ role: 'member', version: 3 }]);
    expect(again.memberships[0]).not.toHaveProperty('takenBack');
    const left = ended.map(({ takenBack: _, ...one }) => one);
    const untouched = { ...present, memberships: new Map(left.map((one) => [one._id, one])) };
    expect(applyRows([row], untouched, now, ids())).toEqual(nothing);
  });

  it('raises a member by one version for each consent, also over several lines', () => {
    const added = applyRows([{ ...row, consents: [] }], none, now, ids());
    const two = [
      { ...row, line: 3 },
      { ...row, line: 4, consents: [{ purpose: 'event-news' as const, given: false }] },
    ];
    const second = applyRows(two, after(added), now, ids());
    expect(second.consents.map(({ version }) => version)).toEqual([2, 3]);
  });
});
