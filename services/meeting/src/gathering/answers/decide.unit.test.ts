import { isRefusal } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import {
  type Answerable,
  type Answered,
  betterOf,
  changeCapacity,
  giveAnswer,
  moveUp,
  takeAway,
  unanswered,
  vacancies,
} from './decide.ts';
import type { AnswerRow, SeatsRow } from './row.ts';

const now = new Date('2026-11-28T12:00:00Z');
const meeting = (rest: Partial<Answerable> = {}): Answerable => ({
  ...{ _id: 'm', network: 'net', version: 3, status: 'planned' },
  ...{ startsAt: new Date('2026-12-01T12:30:00Z'), minutes: 90 },
  ...rest,
});

const done = (answered: ReturnType<typeof giveAnswer>): Answered => {
  if (isRefusal(answered)) throw new Error(answered.detail);
  return answered;
};

/** Lets people say yes one after the other. */
const afterYes = (at: Answerable, ...people: string[]): { seats: SeatsRow; rows: AnswerRow[] } => {
  let seats = unanswered('net', 'm');
  const rows = people.map((person) => {
    const answered = done(giveAnswer(at, seats, undefined, { person, answer: 'yes', now }));
    seats = answered.seats;
    return answered.row;
  });
  return { seats, rows };
};

describe('an answer', () => {
  it('takes a seat while there is one, and the end of the list after that', () => {
    const { seats, rows } = afterYes(meeting({ capacity: 2 }), 'a', 'b', 'c', 'd');
    expect(rows.map(({ state, turn }) => [state, turn])).toEqual([
      ['seated', 1],
      ['seated', 2],
      ['waiting', 3],
      ['waiting', 4],
    ]);
    expect(seats).toMatchObject({ seated: 2, waiting: 2, turns: 4 });
    expect(afterYes(meeting(), 'a', 'b', 'c').seats).toMatchObject({ seated: 3, waiting: 0 });
  });

  it('passes nobody who waits, though a seat is free', () => {
    const at = meeting({ capacity: 1 });
    const { seats } = afterYes(at, 'a', 'b');
    const wider = meeting({ capacity: 5 });
    const given = done(giveAnswer(wider, seats, undefined, { person: 'c', answer: 'yes', now }));
    expect(given.row.state).toBe('waiting');
    expect(vacancies(wider, seats, now)).toBe(1);
  });

  it('changes nothing when it is given again, the place on the list neither', () => {
    const at = meeting({ capacity: 1 });
    const { seats, rows } = afterYes(at, 'a', 'b');
    const again = done(giveAnswer(at, seats, rows[1], { person: 'b', answer: 'yes', now }));
    expect(again).toEqual({ seats, row: rows[1] });
  });

  it('gives a seat back by maybe or no, and a yes after that is the last again', () => {
    const at = meeting({ capacity: 1 });
    const { seats, rows } = afterYes(at, 'a', 'b');
    const maybe = done(giveAnswer(at, seats, rows[0], { person: 'a', answer: 'maybe', now }));
    expect(maybe).toMatchObject({ seats: { seated: 0, waiting: 1, maybe: 1 }, row: { version: 2 } });
    const up = moveUp(maybe.seats, rows[1] as AnswerRow, now);
    expect(up).toMatchObject({ seats: { seated: 1, waiting: 0 }, row: { state: 'seated', movedUpAt: now } });
    const back = done(giveAnswer(at, up.seats, maybe.row, { person: 'a', answer: 'yes', now }));
    expect(back.row).toMatchObject({ state: 'waiting', turn: 4, version: 3 });
  });

  it.each([
    ['cancelled', meeting({ cancelled: { reason: 'snow', at: now } }), 'cancelled'],
    ['closed', meeting({ status: 'closed' }), 'over'],
    ['over by the clock', meeting({ startsAt: new Date('2026-11-28T10:30:00Z') }), 'over'],
  ])('is refused where the meeting is %s', (_what, at, why) => {
    const refused = giveAnswer(at, unanswered('net', 'm'), undefined, { person: 'a', answer: 'yes', now });
    expect(refused).toMatchObject({ refused: 'closed', detail: expect.stringContaining(why) });
    expect(vacancies(at, { ...unanswered('net', 'm'), waiting: 3 }, now)).toBe(0);
  });
});

describe('a host', () => {
  it('takes a seat away, after which a no of their own still counts', () => {
    const at = meeting({ capacity: 1 });
    const { seats, rows } = afterYes(at, 'a');
    const away = done(takeAway(at, seats, rows[0] as AnswerRow, now));
    expect(away).toMatchObject({
      seats: { seated: 0, no: 1 },
      row: { state: 'no', removed: true, version: 2 },
    });
    const no = done(giveAnswer(at, away.seats, away.row, { person: 'a', answer: 'no', now }));
    expect(no.row).not.toHaveProperty('removed');
    expect(no.seats).toMatchObject({ seated: 0, no: 1 });
  });

  it('raises, lowers and lifts the number of seats, and throws nobody out', () => {
    const at = meeting({ capacity: 5 });
    const { seats } = afterYes(at, 'a', 'b', 'c');
    expect(changeCapacity(at, seats, 3, now)).toMatchObject({ capacity: 3, version: 4 });
    expect(changeCapacity(at, seats, 2, now)).toMatchObject({
      refused: 'conflict',
      detail: expect.stringContaining('3 people have a seat'),
      errors: [{ pointer: '#/capacity' }],
    });
    expect(changeCapacity(at, seats, null, now)).not.toHaveProperty('capacity');
    expect(changeCapacity(at, seats, 5, now)).toBe(at);
  });
});

it('keeps the better place of somebody who was there twice, then the earlier', () => {
  const { rows } = afterYes(meeting({ capacity: 1 }), 'a', 'b', 'c');
  const [seated, first, second] = rows as [AnswerRow, AnswerRow, AnswerRow];
  expect(betterOf(first, seated)).toBe(seated);
  expect(betterOf(second, first)).toBe(first);
  expect(betterOf(first, second)).toBe(first);
});
