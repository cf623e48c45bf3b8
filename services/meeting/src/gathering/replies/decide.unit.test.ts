import { describe, expect, it } from 'vitest';
import { aboutOf, holdAnswer, settleAnswer, wallsMeant } from './decide.ts';

const id = '0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b';

describe('what a reply is about', () => {
  it('is a meeting or a part of a series of this installation, whatever became of the letters of its id', () => {
    expect(aboutOf(`${id}@letters.example.org`, 'letters.example.org')).toEqual({ id, place: 0 });
    expect(aboutOf(` {${id.toUpperCase()}.2@Letters.Example.ORG} `, 'letters.example.org')).toEqual({
      id,
      place: 2,
    });
    expect(aboutOf(`${id}@elsewhere.example.org`, 'letters.example.org')).toBeUndefined();
    expect(aboutOf('040000008200E00074C5B7101A82E008', 'letters.example.org')).toBeUndefined();
  });

  it('is a date by the clock of its series, whoever’s clock it is told by', () => {
    const plan = {
      zone: 'Europe/London',
      start: '2026-12-04T09:30',
      minutes: 60,
      rule: { frequency: 'weekly', every: 1 },
    } as never;
    const wall = '2026-12-04T09:30';
    expect(wallsMeant({ at: '2026-12-04T09:30:00Z' }, plan)).toEqual([wall]);
    expect(wallsMeant({ wall: '2026-12-04T10:30', zone: 'Europe/Stockholm' }, plan)[0]).toBe(wall);
    expect(wallsMeant({ wall: '2026-12-04T10:30', zone: 'W. Europe Standard Time' }, plan)[0]).toBe(wall);
    expect(wallsMeant({ wall, zone: 'My own zone' }, plan)).toEqual([wall]);
    expect(wallsMeant({ wall }, plan)).toEqual([wall]);
  });
});

describe('an answer from outside', () => {
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 28, 12, minute));
  const place = { _id: id, network: 'testing', meeting: 'm', email: 'guest@example.org', through: 'p' };
  const meeting = { startsAt: new Date('2026-12-04T09:30:00Z'), minutes: 60 };

  it('is held for the host until a month after the meeting, and its newest word counts', () => {
    const held = holdAnswer(null, place, meeting, { answer: 'yes', stamp: at(1), now: at(2) });
    expect(held).toMatchObject({ ...place, version: 1, status: 'held', answer: 'yes' });
    expect(held?.forgetAt).toEqual(new Date('2027-01-03T10:30:00Z'));
    if (!held) return;
    expect(holdAnswer(held, place, meeting, { answer: 'no', stamp: at(0), now: at(3) })).toBeUndefined();
    const accepted = settleAnswer(held, 'accepted');
    expect(settleAnswer(accepted, 'accepted')).toBe(accepted);
    expect(holdAnswer(accepted, place, meeting, { answer: 'no', stamp: at(4), now: at(4) })).toMatchObject({
      ...{ status: 'accepted', answer: 'no', version: 3 },
    });
  });
});
