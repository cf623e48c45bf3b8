import { describe, expect, it } from 'vitest';
import { withChanges } from './decisions.ts';

const before = {
  version: 3,
  title: 'Call',
  startsAt: new Date('2026-12-01T12:30:00Z'),
  agenda: ['Check-in'],
};

describe('putting an edit into a record', () => {
  it('changes what differs, names it, and counts the version up', () => {
    const { row, fields } = withChanges(before, { title: 'Circle', agenda: ['Check-in'] });
    expect(row).toEqual({ ...before, title: 'Circle', version: 4 });
    expect(fields).toEqual(['title']);
  });

  it('knows the same moment in another object', () => {
    const sent = { startsAt: new Date('2026-12-01T12:30:00.000Z') };
    expect(withChanges(before, sent)).toEqual({ row: before, fields: [] });
  });

  it('leaves a record at its version when nothing is new', () => {
    expect(withChanges(before, {}).row).toBe(before);
    expect(withChanges(before, { title: undefined }).row).toBe(before);
  });
});
