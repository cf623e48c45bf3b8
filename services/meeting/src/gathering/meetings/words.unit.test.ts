import { describe, expect, it } from 'vitest';
import { whenInWords } from './words.ts';

describe('when a meeting is, in words', () => {
  it('says the day, and from when to when in UTC', () => {
    expect(whenInWords({ startsAt: new Date('2026-12-01T12:30:00Z'), minutes: 90 }, 'UTC')).toBe(
      'Tuesday 1 December 2026, 12:30 to 14:00 UTC',
    );
  });

  it('goes by the clock of a place, and by its summer time', () => {
    expect(whenInWords({ startsAt: new Date('2026-07-01T22:30:00Z'), minutes: 60 }, 'Europe/London')).toBe(
      'Wednesday 1 July 2026, 23:30 to Thursday 2 July 2026, 00:30 (London)',
    );
  });

  it('says both days of one that ends on another', () => {
    expect(
      whenInWords({ startsAt: new Date('2026-12-31T09:00:00Z'), minutes: 2 * 24 * 60 + 450 }, 'UTC'),
    ).toBe('Thursday 31 December 2026, 09:00 to Saturday 2 January 2027, 16:30 UTC');
  });
});
