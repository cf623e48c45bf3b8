import { describe, expect, it } from 'vitest';
import { arrivalOf, isLetterId, letterIds } from './letter.ts';

const NOON = Date.UTC(2026, 4, 1, 12);

describe('letter ids', () => {
  it('tell when the letter arrived', () => {
    const id = letterIds(() => NOON).next();
    expect(isLetterId(id)).toBe(true);
    expect(arrivalOf(id)).toBe('2026-05-01T12:00:00.000Z');
  });

  it('grow within a millisecond, past a full one and when the clock is set back', () => {
    let time = NOON;
    const ids = letterIds(() => time);
    const given = Array.from({ length: 10_001 }, ids.next);
    time -= 60_000;
    given.push(ids.next(), ids.next());
    expect(given).toEqual([...given].sort());
    expect(new Set(given).size).toBe(given.length);
  });

  it('grow past the ids of an earlier run', () => {
    const earlier = letterIds(() => NOON + 5_000).next();
    const ids = letterIds(() => NOON);
    ids.passed(earlier);
    expect(ids.next() > earlier).toBe(true);
  });
});
