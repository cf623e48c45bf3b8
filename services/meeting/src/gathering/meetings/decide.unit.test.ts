import { describe, expect, it } from 'vitest';
import type { SeriesRow } from '../series/row.ts';
import { changeMeeting, closeMeeting, openMeeting, planMeeting, recordAttendance } from './decide.ts';

const plan = {
  community: 'c1',
  title: 'Monthly call',
  kind: 'call' as const,
  audience: 'community' as const,
  startsAt: new Date('2026-12-01T12:30:00Z'),
  minutes: 90,
  reading: ['Brave New Work'],
};
const series: SeriesRow = {
  _id: 's1',
  network: 'net',
  version: 4,
  community: 'c1',
  title: 'Monthly call',
  kind: 'call',
  rhythm: 'monthly',
  agenda: [{ title: 'Check-in', minutes: 10 }],
};
const at = new Date('2026-12-01T12:31:00Z');
const planned = planMeeting(plan, undefined, 'net', 'm1');
const running = { ...planned, status: 'running' as const, version: 2 };
const closed = { ...planned, status: 'closed' as const, version: 3 };

describe('planning', () => {
  it('takes over the agenda of the series', () => {
    const row = planMeeting({ ...plan, series: 's1' }, series, 'net', 'm1');
    expect(row).toMatchObject({ version: 1, status: 'planned', series: 's1', agenda: series.agenda });
    expect(row).toMatchObject({ notes: '', present: [], apologies: [] });
  });

  it('keeps an agenda of its own, even an empty one', () => {
    const own = [{ title: 'Fishbowl', minutes: 45 }];
    expect(planMeeting({ ...plan, agenda: own }, series, 'net', 'm1').agenda).toEqual(own);
    expect(planMeeting({ ...plan, agenda: [] }, series, 'net', 'm1').agenda).toEqual([]);
  });

  it('gives a one-off no agenda, and takes a start in the past', () => {
    const row = planMeeting({ ...plan, startsAt: new Date('2019-04-12T08:30:00Z') }, undefined, 'net', 'm1');
    expect(row.agenda).toEqual([]);
    expect(row.status).toBe('planned');
  });
});

describe('changing', () => {
  it('writes notes while planned or running', () => {
    for (const before of [planned, running]) {
      const changed = changeMeeting(before, { notes: 'We agreed.' });
      expect(changed).toMatchObject({
        fields: ['notes'],
        row: { notes: 'We agreed.', version: before.version + 1, status: before.status },
      });
    }
  });

  it('leaves a closed meeting as it is', () => {
    expect(changeMeeting(closed, { notes: 'More' })).toMatchObject({ refused: 'closed' });
  });
});

describe('attendance', () => {
  const attendance = { present: ['ada', 'ben'], apologies: ['cy'] };

  it('is recorded while planned or running', () => {
    for (const before of [planned, running]) {
      const changed = recordAttendance(before, attendance, []);
      expect(changed).toMatchObject({ fields: ['present', 'apologies'], row: { ...attendance } });
    }
  });

  it('names whoever is both present and apologising', () => {
    expect(recordAttendance(running, { present: ['ada'], apologies: ['ada'] }, [])).toMatchObject({
      refused: 'invalid-request',
      errors: [{ pointer: '#/apologies/0', detail: 'is the same person as present.0' }],
    });
  });

  it('names whoever is no member', () => {
    expect(recordAttendance(running, attendance, ['ben'])).toMatchObject({
      refused: 'unknown-reference',
      errors: [{ pointer: '#/present/1' }],
    });
  });

  it('stays as it is once the meeting is closed', () => {
    expect(recordAttendance(closed, attendance, ['ben'])).toMatchObject({ refused: 'closed' });
  });
});

describe('opening and closing', () => {
  it('goes from planned over running to closed', () => {
    expect(openMeeting(planned, at)).toEqual({ ...planned, status: 'running', openedAt: at, version: 2 });
    expect(closeMeeting(running, at)).toEqual({ ...running, status: 'closed', closedAt: at, version: 3 });
  });

  it('neither skips a state nor goes back', () => {
    expect(closeMeeting(planned, at)).toMatchObject({ refused: 'conflict' });
    for (const row of [running, closed]) {
      expect(openMeeting(row, at)).toMatchObject({ refused: 'conflict' });
    }
    expect(closeMeeting(closed, at)).toMatchObject({ refused: 'conflict' });
  });
});
