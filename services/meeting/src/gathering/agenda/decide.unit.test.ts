import { isRefusal, mostAgendaItems } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { closeMeeting, openMeeting, planMeeting } from '../meetings/decide.ts';
import { arrange, carryOn, changeItem, goToPart, longestPart, proposeItem } from './decide.ts';
import type { AgendaItemRow } from './row.ts';

const at = new Date('2026-12-01T12:30:00Z');
const parts = [5, 55, 20, 10].map((minutes, index) => ({ title: `Part ${index}`, minutes }));
const plan = {
  ...{ community: 'c1', series: 's1', title: 'Monthly call', kind: 'call' as const, minutes: 90 },
  ...{ audience: 'community' as const, startsAt: at, reading: [], agenda: parts },
};
const meeting = planMeeting(plan, undefined, 'net', 'm1');
const opened = openMeeting(meeting, at);
const closed = isRefusal(opened) ? opened : closeMeeting(opened, at);

const made = (_id: string, rows: readonly AgendaItemRow[] = [], part?: number): AgendaItemRow => {
  const proposed = { title: `Item ${_id}`, kind: 'topic' as const, proposedBy: 'ada', part };
  const row = proposeItem(meeting, rows, proposed, _id);
  if (isRefusal(row)) throw new Error(row.detail);
  return row;
};
const one = made('1');
const two = made('2', [one]);
const tactical = made('3', [one, two], 2);
const rows = [one, two, tactical];

describe('what is proposed', () => {
  it('stands last in the longest part, or in the one that is named', () => {
    expect(longestPart(meeting)).toBe(1);
    expect(rows.map(({ part, place }) => [part, place])).toEqual([
      [1, 0],
      [1, 1],
      [2, 0],
    ]);
    expect(one).toMatchObject({ meeting: 'm1', community: 'c1', series: 's1', done: false, version: 1 });
  });

  it('needs a part that is there, room, and a meeting that is not over', () => {
    const proposed = { title: 'More', kind: 'topic' as const };
    expect(proposeItem(meeting, rows, { ...proposed, part: 4 }, '4')).toMatchObject({
      refused: 'unknown-reference',
      errors: [{ pointer: '#/part' }],
    });
    const full = Array.from({ length: mostAgendaItems }, () => one);
    expect(proposeItem(meeting, full, proposed, '4')).toMatchObject({ refused: 'conflict' });
    if (isRefusal(closed)) throw new Error(closed.detail);
    expect(proposeItem(closed, rows, proposed, '4')).toMatchObject({ refused: 'closed' });
  });
});

describe('what is on the agenda', () => {
  it('stands last where it is moved to, and stays where only its words change', () => {
    expect(changeItem(meeting, rows, one, { part: 2 })).toMatchObject({ row: { part: 2, place: 1 } });
    expect(changeItem(meeting, rows, one, { part: 1, title: 'Else' })).toMatchObject({
      row: { part: 1, place: 0, title: 'Else', version: 2 },
      fields: ['title'],
    });
  });

  it('is ordered as named, the others after it, and only what stands elsewhere is changed', () => {
    const moved = arrange(meeting, rows, [
      { item: '2', part: 1 },
      { item: '3', part: 2 },
    ]);
    if (isRefusal(moved)) throw new Error(moved.detail);
    expect(moved.map(({ _id, place, version }) => [_id, place, version])).toEqual([
      ['2', 0, 2],
      ['1', 1, 2],
    ]);
    expect(arrange(meeting, rows, [{ item: '9', part: 1 }])).toMatchObject({
      errors: [{ pointer: '#/items/0/item' }],
    });
    const twice = [
      { item: '1', part: 1 },
      { item: '1', part: 2 },
    ];
    expect(arrange(meeting, rows, twice)).toMatchObject({ refused: 'invalid-request' });
  });

  it('goes on to the next date into the part that it was in, or the last that there is', () => {
    const next = planMeeting({ ...plan, agenda: parts.slice(0, 2) }, undefined, 'net', 'm2');
    const { carried, left } = carryOn(next, [], tactical, '4');
    expect(carried).toMatchObject({ _id: '4', meeting: 'm2', part: 1, place: 0, carriedFrom: 'm1' });
    expect(carried).toMatchObject({ version: 1, proposedBy: 'ada' });
    expect(left).toMatchObject({ _id: '3', carriedTo: 'm2', version: 2 });
  });
});

it('moves the clock of a meeting that runs to one of its parts', () => {
  if (isRefusal(opened) || isRefusal(closed)) throw new Error('it runs, and is closed');
  const moved = goToPart(opened, 2, at);
  expect(moved).toMatchObject({ underWay: { part: 2, since: at }, version: opened.version + 1 });
  expect(goToPart(opened, 4, at)).toMatchObject({ refused: 'unknown-reference' });
  expect(goToPart(meeting, 1, at)).toMatchObject({ refused: 'conflict' });
  expect(goToPart(closed, 1, at)).toMatchObject({ refused: 'closed' });
});
