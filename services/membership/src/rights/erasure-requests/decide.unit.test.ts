import { isRefusal } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import {
  agreeTo,
  askedInWriting,
  askToBeForgotten,
  confirmErasure,
  confirmingMs,
  needsAnother,
  ownWait,
  refuseWithdrawing,
} from './decide.ts';

const now = new Date('2026-11-01T12:00:00.000Z');
const who = { network: 'testing', person: 'p' };

describe('a wish to be forgotten', () => {
  it('waits for its confirmation, and is itself forgotten without one', () => {
    const row = askToBeForgotten(null, who, now, 'e');
    expect(row).toMatchObject({ _id: 'e', version: 1, status: 'unconfirmed', reason: 'asked' });
    expect(row.forgetAt?.getTime()).toBe(now.getTime() + confirmingMs);
  });

  it('is begun anew where the first letter was lost, as the same wish', () => {
    const later = new Date(now.getTime() + 1000);
    const row = askToBeForgotten(askToBeForgotten(null, who, now, 'e'), who, later, 'f');
    expect(row).toMatchObject({ _id: 'e', version: 2, askedAt: later });
  });

  it('is confirmed once, and then stays', () => {
    const row = confirmErasure(askToBeForgotten(null, who, now, 'e'), now);
    expect(row).toMatchObject({ status: 'confirmed', version: 2, confirmedAt: now });
    expect(row).not.toHaveProperty('forgetAt');
    expect(confirmErasure(row, new Date())).toBe(row);
    expect(askToBeForgotten(row, who, now, 'f')).toBe(row);
  });
});

describe('a wish that a host notes', () => {
  const asked = (power: boolean) => {
    const row = askedInWriting(null, { ...who, by: 'h', power }, now, 'e');
    if (isRefusal(row)) throw new Error(row.detail);
    return row;
  };
  const dayOn = new Date(now.getTime() + 24 * 60 * 60 * 1000);

  it('is confirmed at once, but of somebody with power waits for another host and a day', () => {
    expect(asked(false)).toMatchObject({ status: 'confirmed', confirmedAt: now, by: 'h' });
    const proposed = asked(true);
    expect(proposed.status).toBe('proposed');
    expect(agreeTo(proposed, 'i', now)).toMatchObject({
      status: 'confirmed',
      secondBy: 'i',
      notBefore: dayOn,
    });
    for (const same of ['h', 'p'])
      expect(agreeTo(proposed, same, now)).toMatchObject({ refused: 'conflict' });
    expect(agreeTo(asked(false), 'i', now)).toMatchObject({ refused: 'conflict' });
  });

  it('can be withdrawn until it begins; the person’s own by themselves alone', () => {
    expect(refuseWithdrawing(asked(true), false)).toBeUndefined();
    expect(refuseWithdrawing(asked(false), false)).toBeUndefined();
    expect(refuseWithdrawing({ ...asked(false), status: 'running' }, true)?.refused).toBe('conflict');
    const own = confirmErasure(askToBeForgotten(null, who, now, 'e'), now);
    expect(refuseWithdrawing(own, false)?.refused).toBe('conflict');
    expect(refuseWithdrawing(own, true)).toBeUndefined();
    expect(refuseWithdrawing(askToBeForgotten(null, who, now, 'e'), true)).toBeUndefined();
    expect(refuseWithdrawing({ ...own, reason: 'no-basis-left' }, true)?.refused).toBe('conflict');
  });

  it('gives way to the person’s own, which needs no other', () => {
    const own = askToBeForgotten(asked(true), who, now, 'f');
    expect(own).toMatchObject({ _id: 'e', status: 'unconfirmed', reason: 'asked' });
    expect(confirmErasure(asked(true), now)).toMatchObject({ status: 'confirmed', reason: 'asked' });
    expect(needsAnother(confirmErasure(own, now), true)).toBe(false);
    expect(needsAnother({ ...asked(false), reason: 'no-basis-left' }, true)).toBe(true);
    expect(needsAnother(asked(false), false)).toBe(false);
  });

  it('of their own waits for a day where they have power, and as long as the address before may come back', () => {
    expect(ownWait(false, undefined, now)).toBeUndefined();
    expect(ownWait(true, undefined, now)).toEqual(dayOn);
    const week = new Date(now.getTime() + 7 * 24 * 60 * 60 * 1000);
    expect(ownWait(false, week, now)).toEqual(week);
    expect(ownWait(true, week, now)).toEqual(week);
    const row = askToBeForgotten(null, who, now, 'e');
    expect(confirmErasure(row, now, week)).toMatchObject({ status: 'confirmed', notBefore: week });
  });
});
