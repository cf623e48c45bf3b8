import { describe, expect, it } from 'vitest';
import { askToBeForgotten, confirmErasure, confirmingMs } from './decide.ts';

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
