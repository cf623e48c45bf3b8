import { isRefusal, type Refusal } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import {
  answer,
  checkWeaving,
  followUp,
  introduce,
  isConnected,
  standFor,
  statusOf,
  tellOutcome,
  weeksOn,
} from './decide.ts';

const now = new Date('2026-11-23T09:00:00Z');
const daysOn = (days: number) => new Date(now.getTime() + days * 86_400_000);
const making = { network: 'net', by: 'wanda', reason: 'You should talk.', followUpOn: '2027-01-04' };
const between = (...people: string[]) =>
  introduce(
    making,
    people.map((person) => ({ person })),
    now,
    'i1',
  );
const kept = <T>(value: T | Refusal): T => {
  if (isRefusal(value)) throw new Error(value.detail);
  return value;
};
const accepting = (row: ReturnType<typeof between>, person: string) =>
  kept(answer(row, person, 'accept', now));
const met = { came: 'met' as const, note: '', by: 'wanda', at: now };

describe('introducing', () => {
  it.each([
    [{}, '#/people'],
    [{ people: ['a', 'b'], communities: ['c', 'd'] }, '#/communities'],
    [{ people: ['a', 'a'] }, '#/people/1'],
    [{ communities: ['c', 'c'] }, '#/communities/1'],
    [{ people: ['a', 'wanda'] }, '#/people/1'],
  ])('refuses %j', (weaving, pointer) => {
    expect(checkWeaving(weaving, 'wanda')).toMatchObject({ errors: [{ pointer }] });
  });

  it('takes two members, or two communities with a facilitator each', () => {
    expect(checkWeaving({ people: ['a', 'b'] }, 'wanda')).toBeUndefined();
    const [a, b] = [
      { person: 'a', community: 'c' },
      { person: 'b', community: 'd' },
    ];
    const both = { person: 'a', community: 'd' };
    expect(standFor(['c', 'd'], [a, both, b], 'wanda')).toEqual([a, b]);
    for (const [facilitators, by] of [
      [[a, both], 'wanda'],
      [[a, b], 'b'],
      [[a], 'wanda'],
    ] as const) {
      expect(standFor(['c', 'd'], facilitators, by)).toMatchObject({
        refused: 'conflict',
        errors: [{ pointer: '#/communities/1' }],
      });
    }
  });

  it('counts weeks in days of the calendar', () => {
    expect(weeksOn('2026-11-23', 6)).toBe('2027-01-04');
  });
});

describe('answering', () => {
  it('connects once two accepted, and gives addresses to these alone', () => {
    const one = accepting(between('a', 'b', 'c'), 'a');
    expect(one).not.toHaveProperty('exchange');
    expect(one.row).toMatchObject({ status: 'asked', version: 2 });
    const two = accepting(one.row, 'b');
    expect(two).toMatchObject({ exchange: ['a', 'b'], row: { status: 'connected', version: 3 } });
    expect(isConnected(two.row, 'a')).toBe(true);
    expect(isConnected(two.row, 'c')).toBe(false);
    expect(accepting(two.row, 'c').exchange).toEqual(['a', 'b', 'c']);
  });

  it('does not connect two of the same side', () => {
    const sides = [
      { person: 'a', community: 'c' },
      { person: 'b', community: 'c' },
      { person: 'd', community: 'e' },
    ];
    const row = introduce({ ...making, communities: ['c', 'e'] }, sides, now, 'i1');
    const two = accepting(accepting(row, 'a').row, 'b');
    expect(two.row.status).toBe('asked');
    expect(accepting(two.row, 'd').exchange).toEqual(['a', 'b', 'd']);
    const declined = kept(answer(row, 'd', 'decline', now));
    expect(declined.row.status).toBe('declined');
  });

  it('changes nothing when said twice, and can be changed until the addresses are out', () => {
    const { row } = kept(answer(between('a', 'b'), 'a', 'decline', now));
    expect(row.status).toBe('declined');
    expect(kept(answer(row, 'a', 'decline', now)).row).toBe(row);
    const after = accepting(row, 'a');
    expect(after.row.status).toBe('asked');
    const connected = accepting(after.row, 'b').row;
    expect(answer(connected, 'b', 'decline', now)).toMatchObject({ refused: 'closed' });
  });

  it('is over after its time, and is for those introduced', () => {
    const row = between('a', 'b');
    expect(statusOf(row, daysOn(29))).toBe('asked');
    expect(statusOf(row, daysOn(30))).toBe('expired');
    expect(answer(row, 'a', 'accept', daysOn(30))).toMatchObject({ refused: 'closed' });
    expect(answer(row, 'wanda', 'accept', now)).toMatchObject({ refused: 'not-found' });
  });
});

describe('what came of it', () => {
  const connected = accepting(accepting(between('a', 'b', 'c'), 'a').row, 'b').row;

  it('is said by the weaver and by those who know each other; the last word counts', () => {
    const first = kept(tellOutcome(connected, met));
    expect(first).toMatchObject({ came: 'met', outcomes: [met], version: 4 });
    expect(first).not.toHaveProperty('followUpOn');
    const second = tellOutcome(first, { ...met, came: 'working-together', by: 'a' });
    expect(second).toMatchObject({ came: 'working-together', version: 5 });
    expect(tellOutcome(connected, { ...met, by: 'c' })).toMatchObject({ refused: 'conflict' });
  });

  it('is nothing where they were never introduced', () => {
    expect(tellOutcome(between('a', 'b'), met)).toMatchObject({ errors: [{ pointer: '#/came' }] });
    expect(tellOutcome(between('a', 'b'), { ...met, came: 'nothing' })).toMatchObject({ came: 'nothing' });
    const often = { ...connected, outcomes: Array.from({ length: 50 }, () => met) };
    expect(tellOutcome(often, met)).toMatchObject({ refused: 'conflict' });
  });

  it('is asked once, and only where there is something to ask', () => {
    const asked = followUp(connected);
    expect(asked).toMatchObject({ asks: true, row: { version: 4 } });
    expect(asked.row).not.toHaveProperty('followUpOn');
    expect(followUp(between('a', 'b'))).toMatchObject({ asks: false, row: { version: 1 } });
  });
});
