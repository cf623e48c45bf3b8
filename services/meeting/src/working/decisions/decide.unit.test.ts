import { describe, expect, it } from 'vitest';
import { changeDecision, recordDecision, reviewDecision } from './decide.ts';
import type { DecisionRow } from './row.ts';

const now = new Date('2026-05-04T12:00:00Z');
const known = { strangers: [], now };
const place = { _id: 'd1', network: 'net', community: 'c1' };
const given = { what: 'We meet on Fridays', why: 'Most can.', agreedBy: ['ada'] };
const decision = recordDecision({ ...given, reviewOn: '2026-11-04' }, known, place) as DecisionRow;

describe('a decision', () => {
  it('stands from the day it was made, today where none is said', () => {
    expect(decision).toMatchObject({ ...given, decidedOn: '2026-05-04', status: 'standing', reviews: [] });
    const earlier = recordDecision({ ...given, decidedOn: '2019-02-08' }, known, place);
    expect(earlier).toMatchObject({ decidedOn: '2019-02-08' });
  });

  it('names each who agreed once, and members alone; comes back on a later day', () => {
    expect(recordDecision({ ...given, agreedBy: ['ada', 'ada'] }, known, place)).toMatchObject({
      refused: 'invalid-request',
      errors: [{ pointer: '#/agreedBy/1' }],
    });
    expect(recordDecision(given, { ...known, strangers: ['ada'] }, place)).toMatchObject({
      refused: 'unknown-reference',
      errors: [{ pointer: '#/agreedBy/0' }],
    });
    for (const reviewOn of ['2026-05-04', '2020-01-01'])
      expect(recordDecision({ ...given, reviewOn }, known, place)).toMatchObject({
        refused: 'invalid-request',
        errors: [{ pointer: '#/reviewOn' }],
      });
  });

  it('is put right while it stands', () => {
    expect(changeDecision(decision, { why: 'All can.' }, known)).toMatchObject({
      row: { why: 'All can.', version: 2 },
    });
    expect(changeDecision(decision, { reviewOn: '2026-05-01' }, known)).toMatchObject({
      errors: [{ pointer: '#/reviewOn' }],
    });
  });

  it('is kept at its review, until another day or for good, or ends there', () => {
    const kept = reviewDecision(decision, { outcome: 'kept', reviewOn: '2027-05-04' }, 'ada', now);
    expect(kept).toMatchObject({
      status: 'standing',
      reviewOn: '2027-05-04',
      version: 2,
      reviews: [{ at: now, by: 'ada', outcome: 'kept' }],
    });
    expect(reviewDecision(decision, { outcome: 'kept' }, 'ada', now)).not.toHaveProperty('reviewOn');
    const ended = reviewDecision(
      decision,
      { outcome: 'ended', word: 'Nobody came.' },
      'ada',
      now,
    ) as DecisionRow;
    expect(ended).toMatchObject({ status: 'ended', reviews: [{ word: 'Nobody came.' }] });
    expect(reviewDecision(ended, { outcome: 'kept' }, 'ada', now)).toMatchObject({ refused: 'closed' });
    expect(changeDecision(ended, { why: 'Hm' }, known)).toMatchObject({ refused: 'closed' });
  });

  it('does not come back on a day gone by, nor after its end', () => {
    for (const review of [
      { outcome: 'kept' as const, reviewOn: '2026-05-04' },
      { outcome: 'ended' as const, reviewOn: '2027-05-04' },
    ])
      expect(reviewDecision(decision, review, 'ada', now)).toMatchObject({
        refused: 'invalid-request',
        errors: [{ pointer: '#/reviewOn' }],
      });
  });
});
