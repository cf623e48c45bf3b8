import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { problemOf, refusalOfIssues } from './problems.ts';

const issuesOf = (schema: z.ZodType, input: unknown) => schema.safeParse(input).error?.issues ?? [];

describe('input that does not fit', () => {
  it('is told by a pointer to each bad field', () => {
    const schema = z.strictObject({ name: z.string(), parts: z.array(z.strictObject({ minutes: z.int() })) });
    const refusal = refusalOfIssues(
      issuesOf(schema, { name: 1, parts: [{ minutes: 'x', extra: 1 }], colour: 'red' }),
      'body',
    );
    expect(refusal.errors?.map(({ pointer }) => pointer).toSorted()).toEqual([
      '#/colour',
      '#/name',
      '#/parts/0/extra',
      '#/parts/0/minutes',
    ]);
  });

  it('says which part of the request a query field is in', () => {
    const refusal = refusalOfIssues(issuesOf(z.object({ limit: z.int() }), {}), 'query');
    expect(refusal.errors?.[0]?.pointer).toBe('#/query/limit');
  });

  it('escapes what a pointer cannot hold', () => {
    const refusal = refusalOfIssues(issuesOf(z.object({ 'a/b~c': z.int() }), {}), 'body');
    expect(refusal.errors?.[0]?.pointer).toBe('#/a~1b~0c');
  });
});

describe('a refusal as problem+json', () => {
  it('has type, title, status and detail', () => {
    expect(problemOf({ refused: 'stale-edit', detail: 'Load it again.' })).toEqual({
      type: 'urn:skein:problem:stale-edit',
      title: 'Somebody changed it meanwhile',
      status: 412,
      code: 'stale-edit',
      detail: 'Load it again.',
    });
  });
});
