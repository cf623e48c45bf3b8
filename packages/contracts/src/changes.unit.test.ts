import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { routeCatalogue } from './catalogue.ts';
import { changesOf } from './changes.ts';

describe('the body of an edit', () => {
  const Record = z.strictObject({
    title: z.string(),
    notes: z.string().default(''),
    due: z.string().optional(),
  });

  it('takes any of the fields, and adds none', () => {
    expect(changesOf(Record).parse({ title: 'New' })).toEqual({ title: 'New' });
    expect(changesOf(Record).safeParse({ other: 1 }).success).toBe(false);
    expect(changesOf(Record).safeParse({ notes: 3 }).success).toBe(false);
  });

  it.each(
    routeCatalogue.filter(({ method }) => method === 'PATCH').map((route) => [route.id, route] as const),
  )('says nothing that was not sent: %s', (_id, { body }) => expect(body?.parse({})).toEqual({}));
});
