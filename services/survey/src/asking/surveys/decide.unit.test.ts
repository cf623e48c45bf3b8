import { isRefusal } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { closeSurvey, statusAt } from './decide.ts';
import type { SurveyRow } from './row.ts';

const now = new Date('2026-03-01T10:00:00Z');
const later = new Date('2026-03-08T10:00:00Z');
const survey: SurveyRow = {
  ...{ _id: 's1', network: 'testing', version: 1, instrument: 'i1', instrumentVersion: 3, title: 'Pulse' },
  ...{ mode: 'named', audience: { kind: 'open' }, invited: 0, status: 'open', opensAt: now, closesAt: later },
};

describe('closing a survey', () => {
  it('counts the version up, once', () => {
    const closed = closeSurvey(survey, now);
    expect(closed).toMatchObject({ status: 'closed', version: 2, closedAt: now });
    if (isRefusal(closed)) throw new Error(closed.detail);
    expect(closeSurvey(closed, later)).toMatchObject({ refused: 'closed' });
  });

  it('is closed from its closing time on, written down or not', () => {
    expect(statusAt(survey, new Date(later.getTime() - 1))).toBe('open');
    expect(statusAt(survey, later)).toBe('closed');
  });
});
