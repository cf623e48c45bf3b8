import { type Meeting, SeriesPlan } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { draftOf, type MeetingDraft, nothing, planOf, type Rhythm, rhythmsOn } from './draft.ts';

const typed = (changes: Partial<MeetingDraft> = {}): MeetingDraft => ({
  ...nothing('Europe/London'),
  title: 'Call',
  day: '2026-10-30',
  time: '12:30',
  ...changes,
});

describe('a plan that is typed', () => {
  it('is fortnightly after a title, a day and a time', () => {
    expect(planOf(typed())).toEqual({
      zone: 'Europe/London',
      start: '2026-10-30T12:30',
      minutes: 60,
      rule: { frequency: 'weekly', interval: 2 },
    });
    expect(planOf(typed({ time: '' }))).toBeUndefined();
  });

  it('is what the contract takes, whatever is chosen', () => {
    for (const rhythm of rhythmsOn('2026-01-31'))
      expect(
        SeriesPlan.safeParse(planOf(typed({ rhythm, day: '2026-01-31', until: '2027-01-01' }))).success,
      ).toBe(true);
  });

  it('offers what the day allows', () => {
    expect(rhythmsOn('2026-10-30')).not.toContain('month-nth');
    expect(rhythmsOn('2026-10-30')).toContain('month-last');
    expect(rhythmsOn('2026-10-31')).toContain('month-last-day');
    expect(rhythmsOn('2026-10-09')).toContain('month-nth');
    expect(rhythmsOn('2026-10-09')).not.toContain('month-last');
  });
});

describe('a date that is changed', () => {
  const meeting = {
    title: 'Call',
    startsAt: '2026-10-30T12:30:00.000Z',
    minutes: 90,
    audience: 'community',
  } as Meeting;

  it('is shown by its own clock, or by the network’s where it has none', () => {
    expect(draftOf(meeting, 'America/New_York')).toMatchObject({
      day: '2026-10-30',
      time: '08:30',
      rhythm: 'once',
    });
    const own = { ...meeting, zone: 'Europe/Paris', wall: '2026-10-30T13:30' };
    expect(draftOf(own, 'America/New_York')).toMatchObject({ zone: 'Europe/Paris', time: '13:30' });
  });

  it('finds the choice again that its series was planned by', () => {
    const own = { ...meeting, zone: 'Europe/London', wall: '2026-10-30T12:30' };
    for (const rhythm of ['weekly', 'fortnightly', 'month-last', 'month-day', 'yearly'] as Rhythm[])
      expect(draftOf(own, 'UTC', planOf(typed({ rhythm, until: '2027-01-01' })))).toMatchObject({
        rhythm,
        until: '2027-01-01',
      });
  });

  it('keeps a rule that was made elsewhere, on the new day', () => {
    const rule = { frequency: 'weekly' as const, interval: 3, weekdays: ['friday' as const] };
    const draft = draftOf(meeting, 'UTC', { zone: 'UTC', start: '2026-10-30T12:30', minutes: 90, rule });
    expect(draft.rhythm).toBe('own');
    expect(planOf({ ...draft, day: '2026-10-29' }, rule)?.rule).toEqual({ ...rule, weekdays: ['thursday'] });
  });
});
