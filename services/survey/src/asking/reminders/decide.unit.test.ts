import { describe, expect, it } from 'vitest';
import type { SurveyRow } from '../surveys/row.ts';
import {
  atMostReminded,
  mayRemind,
  overtaken,
  participationTold,
  plannedFault,
  remindable,
} from './decide.ts';

const now = new Date('2026-03-01T10:00:00Z');
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);

describe('planned reminders', () => {
  const fault = (remindAt: Date[], open = false) =>
    plannedFault(remindAt, { opensAt: now, closesAt: hours(48), open });

  it('lie between the opening and the close, an hour apart', () => {
    expect(fault([hours(1), hours(24), hours(2)])).toBeUndefined();
    expect(fault([])).toBeUndefined();
    expect(fault([hours(0), hours(48), hours(5), hours(5.5)])).toMatchObject({
      refused: 'invalid-request',
      errors: [
        { pointer: '#/remindAt/0', detail: 'lies in the past' },
        { pointer: '#/remindAt/1', detail: 'is not before the survey closes' },
        { pointer: '#/remindAt/3', detail: 'is less than an hour from another' },
      ],
    });
  });

  it('are for those who were invited', () => {
    expect(fault([hours(1)], true)).toMatchObject({ errors: [{ pointer: '#/remindAt' }] });
    expect(fault([], true)).toBeUndefined();
  });

  it('take the place of those that were due before them', () => {
    const of = (_id: string, at: Date, status = 'planned' as const) => ({ _id, at, status });
    const rounds = [of('a', hours(-3)), of('b', hours(-2)), of('c', hours(2))];
    expect(overtaken(rounds, of('b', hours(-2)), now).map(({ _id }) => _id)).toEqual(['a']);
  });
});

describe('a reminder by hand', () => {
  const survey = (more: object = {}) =>
    ({ status: 'open', closesAt: hours(2), audience: { kind: 'people' }, ...more }) as SurveyRow;
  const one = (at: Date, status: 'planned' | 'sent' | 'dropped' = 'sent') => ({ at, status });
  const some = { recipients: 5, exact: true };

  it('is of a survey that is open, and invited somebody', () => {
    expect(remindable(survey(), now)).toBeUndefined();
    expect(remindable(survey(), hours(2))).toMatchObject({ refused: 'closed' });
    expect(remindable(survey({ status: 'preparing' }), now)).toMatchObject({ refused: 'conflict' });
    expect(remindable(survey({ audience: { kind: 'open' } }), now)).toMatchObject({ refused: 'conflict' });
  });

  it('is seldom, and of no more than was confirmed', () => {
    expect(mayRemind([one(hours(-2))], some, 5, now)).toBeUndefined();
    expect(mayRemind([], some, 6, now)).toBeUndefined();
    expect(mayRemind([], some, 4, now)).toMatchObject({ errors: [{ pointer: '#/confirmed' }] });
    expect(mayRemind([], { recipients: 0, exact: true }, 0, now)).toMatchObject({ refused: 'conflict' });
    expect(mayRemind([one(hours(-0.5))], some, 5, now)).toMatchObject({ refused: 'conflict' });
    expect(mayRemind([one(hours(0.5), 'planned')], some, 5, now)).toMatchObject({ refused: 'conflict' });
    expect(mayRemind([one(hours(-0.5), 'dropped')], some, 5, now)).toBeUndefined();
    const six = Array.from({ length: 6 }, (_, index) => one(hours(-2 - index)));
    expect(mayRemind(six, some, 5, now)).toMatchObject({ refused: 'conflict' });
  });
});

describe('how many took part', () => {
  const told = (mode: SurveyRow['mode'], answered: number, ballots: number, final = false) =>
    participationTold({ mode, invited: 40 }, { answered, ballots, final }, 8);

  it('is exact in a named survey, and in others once they are final', () => {
    expect(told('named', 3, 0)).toEqual({ invited: 40, answered: 3, exact: true });
    expect(told('confidential', 8, 0)).toEqual({ invited: 40, answered: 8, exact: false });
    expect(told('anonymous', 8, 21)).toEqual({ invited: 40, answered: 8, ballots: 16, exact: false });
    expect(told('anonymous', 19, 21, true)).toEqual({ invited: 40, answered: 19, ballots: 21, exact: true });
  });

  it('tells nobody who looks before and after that one ballot was fetched, but in whole steps', () => {
    const seen = Array.from({ length: 41 }, (_, ballots) => told('anonymous', 0, ballots).ballots);
    expect(new Set(seen)).toEqual(new Set([0, 8, 16, 24, 32, 40]));
    const reminded = Array.from(
      { length: 41 },
      (_, ballots) => atMostReminded(told('anonymous', 0, ballots)).recipients,
    );
    expect(new Set(reminded)).toEqual(new Set([40, 32, 24, 16, 8, 0]));
  });
});
