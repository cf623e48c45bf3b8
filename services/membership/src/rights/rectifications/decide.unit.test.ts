import { describe, expect, it } from 'vitest';
import { askFor, settle } from './decide.ts';

const now = new Date('2026-11-01');
const asked = askFor('Wilma, please.', { network: 'testing', person: 'ada', now, _id: 'r' });

describe('a request to put something right', () => {
  it('is settled once, by somebody, with what they say', () => {
    const done = settle(asked, { status: 'refused', reason: 'It is so.' }, 'host', now);
    expect(done).toEqual({
      ...{ ...asked, version: 2, status: 'refused', settledAt: now, by: 'host', reason: 'It is so.' },
    });
    expect(settle(done as never, { status: 'done' }, 'host', now)).toMatchObject({ refused: 'conflict' });
    expect(settle(asked, { status: 'done' }, 'host', now)).not.toHaveProperty('reason');
  });
});
