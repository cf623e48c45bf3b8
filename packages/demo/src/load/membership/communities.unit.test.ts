import { expect, it } from 'vitest';
import { wayAhead } from './communities.ts';

const path = [{ status: 'forming' }, { status: 'emerging' }, { status: 'established' }] as const;
const been = (...statuses: ('forming' | 'emerging' | 'established')[]) => ({
  status: statuses.at(-1) ?? 'forming',
  statusHistory: statuses.map((status) => ({ status, since: '2026-01-01T00:00:00.000Z' })),
});

it('goes on where an earlier start was stopped', () => {
  expect(wayAhead(path, been('forming'))).toEqual([{ status: 'emerging' }, { status: 'established' }]);
  expect(wayAhead(path, been('forming', 'emerging'))).toEqual([{ status: 'established' }]);
  expect(wayAhead(path, been('forming', 'emerging', 'established'))).toEqual([]);
});

it('leaves a community alone that an earlier version founded as it is now', () => {
  expect(wayAhead(path, been('established'))).toEqual([]);
});
