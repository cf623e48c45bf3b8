import { describe, expect, it } from 'vitest';
import { openRound } from '../conduct/decide.ts';
import type { Count } from '../counting/decide.ts';
import type { StatementRow, VoteRow } from '../votes/row.ts';
import { ballotsNeeded, closeRound, mayShow, nextStep, standingOf, statusAt, winnersOf } from './decide.ts';
import type { RoundRow } from './row.ts';

const now = new Date('2026-03-01T10:00:00Z');
const later = new Date('2026-03-08T10:00:00Z');
const vote: VoteRow = {
  ...{ _id: 'v', network: 'testing', version: 4, title: 'Why', question: 'Which?', method: 'plurality' },
  ...{ electorate: { kind: 'network' }, standings: 'live', quorum: { kind: 'share', percent: 50 } },
  ...{ proposalsUntil: null, createdAt: now },
};
const statement = (_id: string, withdrawn = false): StatementRow => ({
  ...{
    _id,
    network: 'testing',
    vote: 'v',
    version: 1,
    text: _id,
    proposedBy: 'm',
    proposedAt: now,
    withdrawn,
  },
});
const there = [statement('a'), statement('b'), statement('gone', true)];
const asking = { statements: ['b', 'a'], closesAt: later, invite: true };
const preparing = openRound(vote, there, [], asking, now, 'r') as RoundRow;
const open: RoundRow = { ...preparing, status: 'open', electors: 21 };
const count = (counts: number[], order: string[][]): Count => ({
  ballots: counts.reduce((all, one) => all + one, 0),
  counts,
  order,
});

describe('opening a round', () => {
  it('takes the rules of the vote as they are now, and the next number', () => {
    expect(preparing).toMatchObject({
      number: 1,
      status: 'preparing',
      statements: ['b', 'a'],
      method: 'plurality',
    });
    expect(openRound(vote, there, [{ ...open, status: 'closed' }], asking, now, 'r2')).toMatchObject({
      number: 2,
    });
  });

  it.each([
    ['a round that is not over', [open], asking, 'conflict', undefined],
    ['a time that has passed', [], { ...asking, closesAt: now }, 'invalid-request', '#/closesAt'],
    [
      'a statement twice',
      [],
      { ...asking, statements: ['a', 'b', 'a'] },
      'invalid-request',
      '#/statements/2',
    ],
    ['one of another vote', [], { ...asking, statements: ['a', 'x'] }, 'unknown-reference', '#/statements/1'],
    [
      'one that is withdrawn',
      [],
      { ...asking, statements: ['a', 'gone'] },
      'invalid-request',
      '#/statements/1',
    ],
  ])('refuses %s', (_, rounds, asked, refused, pointer) => {
    const refusal = openRound(vote, there, rounds, asked, now, 'r');
    expect(refusal).toMatchObject({ refused, ...(pointer && { errors: [{ pointer }] }) });
  });
});

describe('a round on its way', () => {
  it('is prepared, shown, closed in time and counted', () => {
    expect(nextStep(preparing, now)).toBe('prepare');
    expect(nextStep(open, now)).toBe('show');
    expect(nextStep({ ...open, standings: 'after-closing' }, now)).toBeUndefined();
    expect(nextStep(open, later)).toBe('close');
    expect(nextStep({ ...open, status: 'counting' }, now)).toBe('count');
    expect(nextStep({ ...open, status: 'closed' }, later)).toBeUndefined();
  });

  it('takes no ballots from its closing time on, written down or not, and closes once', () => {
    expect(statusAt(open, new Date(later.getTime() - 1))).toBe('open');
    expect(statusAt(open, later)).toBe('counting');
    const closing = closeRound(open, now) as RoundRow;
    expect(closing).toMatchObject({ status: 'counting', closedAt: now });
    expect(closeRound(closing, now)).toMatchObject({ refused: 'closed' });
    expect(closeRound(preparing, now)).toMatchObject({ refused: 'conflict' });
  });
});

describe('a quorum', () => {
  it.each([
    [50, 21, 11],
    [50, 20, 10],
    [1, 3, 1],
    [100, 7, 7],
    // 100 × 0.07 is a little more than 7 in binary, and would be rounded up to 8.
    [7, 100, 7],
  ])('of %i %% of %i people is %i', (percent, electors, needed) => {
    expect(ballotsNeeded({ kind: 'share', percent }, electors)).toBe(needed);
  });

  it('of a number is that number', () => {
    expect(ballotsNeeded({ kind: 'number', ballots: 30 }, 5)).toBe(30);
  });
});

describe('a standing', () => {
  const reader = { runs: false, smallestGroup: 8, now };
  const ten = count([4, 6], [['a'], ['b']]);

  it('tells turnout and quorum always, and the rest where enough have voted', () => {
    expect(standingOf(open, 11, ten, reader)).toMatchObject({
      ballots: 11,
      counted: 10,
      counts: [4, 6],
      quorum: { needed: 11, reached: true },
    });
    const few = standingOf(open, 7, count([3, 4], [['a'], ['b']]), reader);
    expect(few).toMatchObject({ withheld: 'too-few', ballots: 7, quorum: { reached: false } });
    for (const field of ['counts', 'order', 'counted', 'winners']) expect(few).not.toHaveProperty(field);
  });

  it('names winners only once it is closed', () => {
    expect(standingOf(open, 10, ten, reader)).not.toHaveProperty('winners');
    expect(standingOf({ ...open, status: 'closed' }, 10, ten, reader)).toMatchObject({ winners: ['a'] });
  });

  it('is shown as its vote says', () => {
    const later = { ...open, standings: 'after-closing' as const };
    expect(standingOf(later, 10, ten, { ...reader, runs: true })).toMatchObject({ withheld: 'until-closed' });
    const hosts = { ...open, standings: 'runners-only' as const };
    expect(standingOf(hosts, 10, ten, reader)).toMatchObject({ withheld: 'runners-only' });
    expect(standingOf(hosts, 10, ten, { ...reader, runs: true })).toMatchObject({ counts: [4, 6] });
    const over = standingOf({ ...hosts, status: 'closed' }, 10, ten, reader);
    expect(over).toMatchObject({ withheld: 'runners-only' });
    expect(over).not.toHaveProperty('winners');
  });

  it('moves in steps of the smallest group', () => {
    expect([mayShow(7, 0, 8), mayShow(8, 0, 8), mayShow(15, 8, 8), mayShow(16, 8, 8)]).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });

  it('names no winner of fewer than three ballots, nor of none', () => {
    expect(winnersOf(count([2, 0], [['a'], ['b']]), 8)).toEqual([]);
    expect(winnersOf(count([2, 1], [['a'], ['b']]), 8)).toEqual(['a']);
    expect(winnersOf(count([0, 0], []), 1)).toEqual([]);
    expect(winnersOf(count([3, 3], [['a', 'b']]), 1)).toEqual(['a', 'b']);
  });
});
