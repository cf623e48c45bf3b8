import { describe, expect, it } from 'vitest';
import { dayIn, isReminderHour } from './decide.ts';

describe('a reminder', () => {
  it('goes by the day of the network, not by that of the server', () => {
    const night = new Date('2026-11-23T23:30:00Z');
    expect(dayIn('UTC', night)).toBe('2026-11-23');
    expect(dayIn('Europe/Berlin', night)).toBe('2026-11-24');
    expect(dayIn('America/New_York', new Date('2026-11-24T03:00:00Z'))).toBe('2026-11-23');
  });

  it.each([
    ['2026-11-23T07:59:00Z', 'UTC', false],
    ['2026-11-23T08:00:00Z', 'UTC', true],
    ['2026-11-23T19:59:00Z', 'UTC', true],
    ['2026-11-23T20:00:00Z', 'UTC', false],
    ['2026-11-23T00:00:00Z', 'UTC', false],
    ['2026-07-01T07:00:00Z', 'Europe/London', true],
    ['2026-12-01T07:00:00Z', 'Europe/London', false],
  ])('at %s in %s: %s', (at, zone, expected) => {
    expect(isReminderHour(zone, 8, new Date(at))).toBe(expected);
  });
});
