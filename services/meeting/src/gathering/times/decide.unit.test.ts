import { describe, expect, it } from 'vitest';
import { clock, later, takeStart, wallOf, zoneFault } from './decide.ts';

const at = (moment: string) => new Date(moment);

describe('a wall time and its moment', () => {
  it('goes by summer time, on both sides of the ocean', () => {
    expect(clock('Europe/London', '2026-10-20T10:00')).toEqual({
      at: at('2026-10-20T09:00Z'),
      shown: 'once',
    });
    expect(clock('Europe/London', '2026-10-27T10:00').at).toEqual(at('2026-10-27T10:00Z'));
    expect(clock('America/New_York', '2026-10-27T10:00').at).toEqual(at('2026-10-27T14:00Z'));
    expect(wallOf('America/New_York', at('2026-10-27T14:00Z'))).toBe('2026-10-27T10:00');
    expect(later('2026-12-31T23:30', 60)).toBe('2027-01-01T00:30');
  });

  it('tells an hour that the clock leaves out, and takes the first of one that comes twice', () => {
    expect(clock('Europe/London', '2026-03-29T01:30').shown).toBe('never');
    expect(clock('Europe/London', '2026-10-25T01:30')).toEqual({
      at: at('2026-10-25T00:30Z'),
      shown: 'twice',
    });
  });
});

describe('a zone', () => {
  it('is a place of the zone database, and nothing else', () => {
    for (const zone of ['Europe/London', 'America/Argentina/Buenos_Aires', 'Asia/Kolkata', 'UTC'])
      expect(zoneFault(zone, 'zone')).toBeUndefined();
    for (const zone of ['+01:00', 'CET', 'EST', 'Etc/GMT+1', 'Nowhere/Land', 'London'])
      expect(zoneFault(zone, 'zone')).toEqual(['zone', expect.stringContaining('Europe/London')]);
  });

  it('is refused by its name in Windows, or in other letters, with the one that is meant', () => {
    expect(zoneFault('GMT Standard Time', 'zone')?.[1]).toContain('Europe/London');
    expect(zoneFault('W. Europe Standard Time', 'zone')?.[1]).toContain('Europe/Berlin');
    expect(zoneFault('europe/london', 'zone')?.[1]).toContain('Europe/London');
  });
});

describe('a start', () => {
  const before = { zone: 'Europe/London', wall: '2026-12-01T10:00' };

  it('is sent as a moment, or by the clock of a zone', () => {
    const moment = at('2026-12-01T10:00Z');
    expect(takeStart({ startsAt: '2026-12-01T10:00:00Z' })).toEqual({ startsAt: moment });
    expect(takeStart(before)).toEqual({ startsAt: moment, ...before });
    expect(takeStart({})).toBeUndefined();
  });

  it('keeps the clock that it went by', () => {
    expect(takeStart({ wall: '2026-12-01T11:00' }, before)).toMatchObject({
      startsAt: at('2026-12-01T11:00Z'),
    });
    expect(takeStart({ zone: 'America/New_York' }, before)).toMatchObject({
      startsAt: at('2026-12-01T15:00Z'),
    });
    expect(takeStart({ startsAt: '2026-07-01T10:00:00Z' }, before)).toMatchObject({
      wall: '2026-07-01T11:00',
    });
  });

  it('is refused where it is sent twice or by half, or is none', () => {
    const wall = '2026-12-01T10:00';
    for (const [sent, pointer] of [
      [{ startsAt: '2026-12-01T10:00:00Z', wall, zone: 'UTC' }, '#/startsAt'],
      [{ wall }, '#/zone'],
      [{ zone: 'UTC' }, '#/wall'],
    ] as const)
      expect(takeStart(sent)).toMatchObject({ refused: 'invalid-request', errors: [{ pointer }] });
    for (const [sent, pointer] of [
      [{ zone: 'Europe/London', wall: '2026-02-31T10:00' }, '#/wall'],
      [{ zone: 'Europe/London', wall: '2026-03-29T01:30' }, '#/wall'],
      [{ zone: 'GMT Standard Time', wall }, '#/zone'],
    ] as const)
      expect(takeStart(sent)).toMatchObject({ refused: 'no-such-time', errors: [{ pointer }] });
  });
});
