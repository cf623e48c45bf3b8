import type { Actor, LearningCaseKind } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import type { MeetingRow } from '../../gathering/meetings/row.ts';
import { contributionsOf } from './contributions.ts';
import { contribute, maySee, moveCase, raiseCase, scopeCase, takeBack, withoutTeller } from './decide.ts';
import type { ContributionRow, LearningCaseRow } from './row.ts';

const now = new Date('2019-02-08T10:00:00Z');
const meetingAt = (_id: string, startsAt: string, community = 'c1'): MeetingRow => ({
  ...{ _id, network: 'net', version: 1, community, title: 'Call', kind: 'call', audience: 'community' },
  ...{ status: 'planned', startsAt: new Date(startsAt), minutes: 90, agenda: [], reading: [], notes: '' },
  ...{ present: [], apologies: [] },
});
const february = meetingAt('m1', '2019-02-08T09:30:00Z');
const april = meetingAt('m2', '2019-04-12T08:30:00Z');
const january = meetingAt('m0', '2019-01-11T09:30:00Z');
const elsewhere = meetingAt('m3', '2019-04-12T08:30:00Z', 'c2');
const later = { raisedAt: february, found: april };

let made = 0;
const newId = () => `k${++made}`;
const told = { title: 'Answering a harsh review', situation: 'A long public complaint.', broughtBy: 'ada' };
const situation = {
  ...told,
  ...{ kind: 'case' as const, scope: 'community' as const },
  ...{ criteria: [], tables: [], observations: [], insights: [] },
};
const raise = (rest: object = {}) => raiseCase({ ...situation, ...rest }, february, { newId, now });
const row = (changed: unknown): LearningCaseRow => changed as LearningCaseRow;
const raised = row(raise());
const said = (rest: Partial<ContributionRow> = {}): ContributionRow => ({
  ...{ id: newId(), part: 'observation', text: 'Others know this.', by: 'ben', at: now },
  ...rest,
});
const feedback = { meeting: 'm2', tried: 'We wrote back together.' };

describe('raising a case', () => {
  it('belongs to the meeting and its community', () => {
    expect(raised).toMatchObject({
      ...told,
      community: 'c1',
      meeting: 'm1',
      status: 'raised',
      contributions: [],
    });
  });

  it('waits for feedback at once if it has insights', () => {
    expect(raise({ insights: ['It feels public.'] })).toMatchObject({
      status: 'awaiting-feedback',
      contributions: [{ part: 'insight', text: 'It feels public.' }],
    });
    expect(raise({ kind: 'after-action-review', insights: ['Ask sooner.'] })).toMatchObject({
      contributions: [{ part: 'lesson' }],
    });
  });

  it('takes criteria for a huddle and tables for a world café, and says where they do not go', () => {
    expect(raise({ kind: 'huddle', criteria: ['All speak'] })).toMatchObject({
      criteria: [{ text: 'All speak' }],
    });
    expect(raise({ kind: 'world-cafe', tables: [{ title: 'Trust', host: 'ben' }] })).toMatchObject({
      tables: [{ title: 'Trust', host: 'ben' }],
    });
    const wrong: [object, string][] = [
      [{ criteria: ['All speak'] }, '#/criteria'],
      [{ kind: 'huddle', tables: [{ title: 'Trust' }] }, '#/tables'],
      [{ kind: 'huddle', observations: ['Hm'] }, '#/observations'],
    ];
    for (const [rest, pointer] of wrong)
      expect(raise(rest)).toMatchObject({ refused: 'invalid-request', errors: [{ pointer }] });
  });
});

describe('adding to a case', () => {
  it('keeps who said it, and waits for feedback once there is something to take forward', () => {
    const observed = row(contribute(raised, said()));
    expect(observed).toMatchObject({ status: 'raised', version: 2, contributions: [{ by: 'ben' }] });
    const forward = row(contribute(observed, said({ part: 'insight' })));
    expect(forward).toMatchObject({ status: 'awaiting-feedback', version: 3 });
    const [, insight] = forward.contributions ?? [];
    expect(takeBack(forward, insight?.id ?? '', now)).toMatchObject({
      status: 'raised',
      contributions: [{ by: 'ben' }],
    });
  });

  it.each<[LearningCaseKind, Partial<ContributionRow>, string]>([
    ['case', { part: 'harvest' }, '#/part'],
    ['case', { party: 'Funders' }, '#/party'],
    ['huddle', { part: 'strong', criterion: 'none' }, '#/criterion'],
    ['world-cafe', { part: 'harvest', table: 'none' }, '#/table'],
    ['huddle', { part: 'strong', round: 2 }, '#/round'],
  ])('of the form %s takes no %j', (kind, given, pointer) => {
    expect(contribute(row(raise({ kind })), said(given))).toMatchObject({
      refused: 'invalid-request',
      errors: [{ pointer }],
    });
  });

  it('reads what earlier versions stored, and keeps it as it is stored now', () => {
    const { contributions: _, kind: __, scope: ___, ...old } = raised;
    const earlier: LearningCaseRow = {
      ...old,
      _id: '0195b1a2-0000-7000-8000-000000000000',
      observations: ['Others know this.'],
      insights: ['It feels public.'],
    };
    expect(contributionsOf(earlier, now)).toMatchObject([
      { id: '0195b1a2-0000-7000-8000-000000000000', part: 'observation', text: 'Others know this.' },
      { id: '0195b1a2-0000-7000-8000-000000000001', part: 'insight', text: 'It feels public.' },
    ]);
    const added = row(contribute(earlier, said()));
    expect(added.contributions).toHaveLength(3);
    expect(added).not.toHaveProperty('observations');
    expect(added).not.toHaveProperty('insights');
  });
});

describe('taking a case on', () => {
  it('is closed by feedback at a later meeting of the community, and takes nothing after', () => {
    const closed = row((moveCase(raised, { feedback }, 'ada', later) as { row: unknown }).row);
    expect(closed).toMatchObject({ status: 'closed', feedback });
    for (const refused of [
      moveCase(closed, { tried: 'More' }, 'ada', later),
      contribute(closed, said()),
      takeBack(closed, 'k', now),
    ])
      expect(refused).toMatchObject({ refused: 'conflict' });
  });

  it.each([
    ['the same meeting', february, 'conflict'],
    ['an earlier one', january, 'conflict'],
    ['another community’s', elsewhere, 'unknown-reference'],
    ['none', null, 'unknown-reference'],
  ])('is not fed back at %s', (_, found, refused) => {
    expect(moveCase(raised, { feedback }, 'ada', { raisedAt: february, found })).toMatchObject({
      refused,
      errors: [{ pointer: '#/feedback/meeting' }],
    });
  });

  it('that its presenter cleared is the community’s again where somebody else tells it otherwise', () => {
    const cleared = scopeCase(raised, 'network', new Date(0)).row;
    expect(cleared).toMatchObject({ scope: 'network', version: 2 });
    expect(moveCase(cleared, { title: 'Other' }, 'ada', later)).toMatchObject({ row: { scope: 'network' } });
    expect(moveCase(cleared, { title: 'Other' }, 'ben', later)).toMatchObject({
      row: { scope: 'community' },
    });
  });
});

describe('a case kept to its meeting', () => {
  const kept = { ...raised, scope: 'meeting' as const, contributions: [said({ by: 'cy' })] };
  const member = (person: string, role: 'member' | 'core' | 'guest' = 'member'): Actor => ({
    ...{ person, network: 'net', roles: [] },
    communities: { c1: role },
  });

  it('is seen by who was there, brought it, said something of it, or runs the community', () => {
    expect(maySee(kept, member('eve'), false)).toBe(false);
    expect(maySee(kept, member('eve'), true)).toBe(true);
    expect(maySee(kept, member('eve', 'guest'), true)).toBe(false);
    expect(maySee(kept, member('ada'), false)).toBe(true);
    expect(maySee(kept, member('cy'), false)).toBe(true);
    expect(maySee(kept, member('eve', 'core'), false)).toBe(true);
    expect(maySee(raised, member('eve'), false)).toBe(true);
    expect(maySee(raised, undefined, false)).toBe(false);
  });
});

it('a case says nothing any more of what an erased person told, and keeps what they said of others’ without their name', () => {
  const tables = [{ id: 't', title: 'Trust', host: 'ada' }];
  const told = {
    ...raised,
    tables,
    scope: 'network' as const,
    tried: 'Hm',
    contributions: [said(), said({ by: 'ada' })],
  };
  const left = withoutTeller(told, 'ada');
  expect(JSON.stringify(left)).not.toMatch(/ada|harsh|complaint|Hm/);
  expect(left).toMatchObject({
    scope: 'community',
    contributions: [{ by: 'ben' }, { text: 'Others know this.' }],
  });
  expect(withoutTeller(told, 'ben')).toMatchObject({ broughtBy: 'ada', title: told.title, tables });
});
