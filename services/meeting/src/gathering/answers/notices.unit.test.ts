import { describe, expect, it } from 'vitest';
import type { MeetingRow } from '../meetings/row.ts';
import { unanswered } from './decide.ts';
import { beginTelling, noteChange, remind, tell } from './notices.ts';
import type { SeatsRow } from './row.ts';

const at = (text: string): Date => new Date(`2026-12-${text}:00Z`);
const hours = (date: Date, many: number): Date => new Date(date.getTime() + many * 60 * 60_000);

const meeting = (startsAt: Date, rest: Partial<MeetingRow> = {}): MeetingRow => ({
  ...{ _id: 'm', network: 'net', version: 1, community: 'c', title: 'Call', kind: 'call' },
  ...{ audience: 'community', status: 'planned', startsAt, minutes: 60, agenda: [], reading: [] },
  ...{ notes: '', present: [], apologies: [] },
  ...rest,
});

const start = at('10T10:00');
const answered = (now = at('01T10:00'), of = meeting(start)): SeatsRow =>
  beginTelling({ ...unanswered('net', 'm'), seated: 1 }, of, now);

describe('what those who come are told', () => {
  it('is one letter for all that changes within five minutes, with what they knew before', () => {
    const now = at('02T12:00');
    const noted = noteChange(answered(), now);
    expect(noted).toMatchObject({ changedAt: now, tellAt: at('02T12:05') });
    expect(noteChange(noted, at('02T12:03'))).toEqual(noted);
    const later = meeting(at('10T11:00'), { place: 'Library' });
    const { seats, notice } = tell(noted, later, at('02T12:05'));
    expect(notice).toMatchObject({ part: 'changed', before: { startsAt: start }, answeredBefore: now });
    expect(notice?.before).not.toHaveProperty('place');
    expect(seats).toMatchObject({
      told: { startsAt: at('10T11:00'), place: 'Library' },
      remindAt: at('09T11:00'),
    });
    expect(seats).not.toHaveProperty('tellAt');
  });

  it('is nothing where the meeting is as they know it, or nobody has answered', () => {
    const noted = noteChange(answered(), at('02T12:00'));
    expect(tell(noted, meeting(start), at('02T12:05')).notice).toBeUndefined();
    const nobody = unanswered('net', 'm');
    expect(noteChange(nobody, at('02T12:00'))).toBe(nobody);
  });

  it('is that it is cancelled, and that it takes place after all', () => {
    const cancelled = { cancelled: { reason: 'Snow', at: at('02T12:00') } };
    const noted = noteChange(answered(), at('02T12:00'));
    const first = tell(noted, meeting(start, cancelled), at('02T12:05'));
    expect(first.notice).toMatchObject({ part: 'cancelled' });
    expect(first.seats).not.toHaveProperty('remindAt');
    const again = tell(noteChange(first.seats, at('03T12:00')), meeting(start), at('03T12:05'));
    expect(again).toMatchObject({ notice: { part: 'restored' }, seats: { remindAt: at('09T10:00') } });
  });
});

describe('a reminder', () => {
  const due = at('09T10:00');

  it('goes a day before, once', () => {
    expect(answered()).toMatchObject({ remindAt: due });
    const { seats, notice } = remind(answered(), meeting(start), due);
    expect(notice).toMatchObject({ part: 'reminder', before: { startsAt: start }, answeredBefore: due });
    expect(remind(seats, meeting(start), due).notice).toBeUndefined();
  });

  it('does not go where the meeting was cancelled an hour before it was due', () => {
    const noted = noteChange(answered(), hours(due, -1));
    const cancelled = meeting(start, { cancelled: { reason: 'Snow', at: hours(due, -1) } });
    expect(remind(noted, cancelled, due).notice).toBeUndefined();
    const { seats } = tell(noted, cancelled, hours(due, -0.9));
    expect(remind(seats, cancelled, due)).toEqual({ seats });
  });

  it('waits for the letter that the meeting was moved, and then goes for the new time', () => {
    const later = meeting(hours(start, 7 * 24));
    const noted = noteChange(answered(), due);
    expect(remind(noted, later, due)).toEqual({ seats: noted });
    const { seats, notice } = tell(noted, later, hours(due, 0.1));
    expect(notice?.part).toBe('changed');
    expect(seats.remindAt).toEqual(hours(due, 7 * 24));
  });

  it('is none beside the letter that the meeting is moved to today', () => {
    const now = hours(start, -30);
    const sooner = meeting(hours(now, 3));
    const { seats, notice } = tell(noteChange(answered(), now), sooner, hours(now, 0.1));
    expect(notice?.part).toBe('changed');
    expect(seats).not.toHaveProperty('remindAt');
  });

  it('is none where the first answer comes within a day of the meeting', () => {
    expect(answered(hours(start, -5))).not.toHaveProperty('remindAt');
  });
});
