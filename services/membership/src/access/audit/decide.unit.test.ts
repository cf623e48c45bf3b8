import type { AuditLine, ServiceName } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { mergePages } from './decide.ts';

const line = (id: string, second: number, service: ServiceName): AuditLine => ({
  id,
  at: `2026-11-23T12:00:${String(second).padStart(2, '0')}.000Z`,
  service,
  action: 'editPerson',
  targets: [],
  outcome: 'done',
});
const ids = (lines: readonly AuditLine[]) => lines.map(({ id }) => id).join('');

const membership = {
  service: 'membership' as const,
  page: { items: [line('d', 9, 'membership'), line('a', 1, 'membership')] },
};
const meeting = {
  service: 'meeting' as const,
  page: { items: [line('c', 5, 'meeting'), line('b', 5, 'meeting')] },
};

describe('pages of several services', () => {
  it('become one, newest first; at the same time the later id comes first', () => {
    const { items, last, missing } = mergePages([membership, meeting], 10);
    expect(ids(items)).toBe('dcba');
    expect(last).toBeUndefined();
    expect(missing).toEqual([]);
  });

  it('are cut to the page asked for, and the next goes on after its last line', () => {
    const { items, last } = mergePages([membership, meeting], 3);
    expect(ids(items)).toBe('dcb');
    expect(last?.id).toBe('b');
  });

  it('have a next one where a service has more, though all that came fits', () => {
    const more = { service: 'survey' as const, page: { items: [line('e', 7, 'survey')], next: 'cursor' } };
    expect(mergePages([membership, more], 3).last?.id).toBe('a');
  });

  it('name the services that did not answer', () => {
    const silent = { service: 'survey' as const, page: undefined };
    expect(mergePages([membership, silent], 3)).toMatchObject({ missing: ['survey'] });
    expect(mergePages([silent], 3)).toEqual({ items: [], last: undefined, missing: ['survey'] });
  });
});
