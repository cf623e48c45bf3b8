import { routeCatalogue } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { routeTable } from './table.ts';

describe('the table of routes', () => {
  it('is plain data that a build can write down', () => {
    const table = routeTable();
    expect(JSON.parse(JSON.stringify(table))).toEqual(table);
    expect(Object.keys(table)).toHaveLength(routeCatalogue.length);
    expect(table.readPerson).toEqual({ method: 'GET', path: '/api/v1/people/:id' });
    expect(table.exportMembers).toMatchObject({ download: true });
  });

  it('holds for every listing that it takes the largest page', () => {
    const listings = routeCatalogue.filter(
      ({ reply }) => 'shape' in reply && 'next' in (reply.shape as object),
    );
    expect(listings.length).toBeGreaterThan(20);
    for (const { id, query } of listings) {
      const taken = query?.safeParse({ limit: '200' });
      const issues = taken?.error?.issues.filter(({ path }) => ['limit', 'after'].includes(String(path[0])));
      expect([id, query && 'after' in (query as never as { shape: object }).shape, issues ?? []]).toEqual([
        id,
        true,
        [],
      ]);
    }
  });
});
