import { Instant, nothingCalled, rightInWords, rights, routeCatalogue } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { denial } from '../identity/denial.ts';
import { refusalOfIssues } from './problems.ts';
import { missing } from './routes.ts';

/** What stands in messages that were made for machines. */
const forMachines =
  /invalid|expected|received|uuid|#\/|[<>]=|regex|pattern|schema|undefined|\bNaN\b|\bnull\b|\bint\b|discriminator|nan$/i;

type Json = z.core.JSONSchema.JSONSchema;

const wrongValues: readonly unknown[] = [
  undefined,
  null,
  '',
  'x',
  '\u0007',
  'ada@',
  -1e9,
  1e17,
  1.5,
  Number.NaN,
  true,
  [],
  [1, 'x', null],
  {},
  { stranger: 1, kind: 'stranger' },
];

/** The wrong values a schema may be sent: at its top, and in each of its fields, alone, however deep. */
const wrongInputs = (schema: Json, depth = 0): unknown[] => {
  const { maxLength = 0, maxItems = 0 } = schema;
  const inputs = [
    ...wrongValues,
    'x'.repeat(maxLength + 1),
    Array.from({ length: Math.min(maxItems, 2000) + 1 }, () => 'x'),
  ];
  if (depth > 4) return inputs;
  // What tells the members of a union apart is kept, so that the rest of each is looked at.
  const constant = Object.fromEntries(
    Object.entries(schema.properties ?? {}).flatMap(([key, field]) =>
      typeof field === 'object' && field.const !== undefined ? [[key, field.const]] : [],
    ),
  );
  for (const [key, field] of Object.entries(schema.properties ?? {}))
    for (const wrong of wrongInputs(field as Json, depth + 1)) inputs.push({ ...constant, [key]: wrong });
  if (schema.items && !Array.isArray(schema.items))
    for (const wrong of wrongInputs(schema.items as Json, depth + 1)) inputs.push([wrong]);
  for (const member of [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])])
    inputs.push(...wrongInputs(member as Json, depth + 1));
  return inputs;
};

const jsonSchemaOf = (schema: z.ZodType): Json =>
  z.toJSONSchema(schema, { io: 'input', reused: 'inline', unrepresentable: 'any', cycles: 'ref' });

describe('what a route says of wrong input', () => {
  const cases = routeCatalogue.flatMap((route) =>
    (['params', 'query', 'body'] as const).flatMap((where) => {
      const schema = route[where];
      return schema ? [{ name: `${route.id} ${where}`, where, schema }] : [];
    }),
  );

  it.each(cases)('is for people: $name', ({ where, schema }) => {
    const told = new Set<string>();
    for (const input of wrongInputs(jsonSchemaOf(schema))) {
      const { error } = schema.safeParse(input);
      if (!error) continue;
      const { detail, errors = [] } = refusalOfIssues(error.issues, where);
      for (const text of [detail, ...errors.map((one) => one.detail)]) told.add(text);
    }
    expect([...told].filter((text) => forMachines.test(text))).toEqual([]);
  });
});

it('The field stands in the sentence by its name, and by its number in a list', () => {
  const schema = z.strictObject({
    startsAt: Instant,
    parts: z.array(z.object({ minutes: z.int().max(90) })),
    email: z.email(),
  });
  const input = { startsAt: 'soon', parts: [{ minutes: 5 }, { minutes: 100 }], colour: 'red' };
  expect(refusalOfIssues(schema.safeParse(input).error?.issues ?? [], 'body').detail).toBe(
    'Not taken: “starts at” is not a moment, such as 2026-05-04T12:00:00Z or 2026-05-04T14:00:00+02:00; “parts no. 2, minutes” is more than 90; “email” is needed.',
  );
});

it('Of several ways to say a thing, the fault of the one that was meant is told', () => {
  const schema = z.object({ due: z.union([z.null(), z.object({ day: z.iso.date() })]) });
  const { error } = schema.safeParse({ due: { day: 'tomorrow' } });
  expect(refusalOfIssues(error?.issues ?? [], 'body').errors).toEqual([
    { pointer: '#/due/day', detail: 'is not a day of the calendar, such as 2026-05-04' },
  ]);
});

it('A moment may be written by any clock, and is read as UTC', () => {
  expect(Instant.parse('2026-05-04T14:00:00+02:00')).toBe('2026-05-04T12:00:00.000Z');
  expect(Instant.parse('2026-05-04T06:30-05:30')).toBe('2026-05-04T12:00:00.000Z');
  // As it arrives in an address whose plus was not encoded.
  expect(Instant.parse('2026-05-04T14:00:00 02:00')).toBe('2026-05-04T12:00:00.000Z');
  expect(Instant.parse('2026-05-04T12:00:00Z')).toBe('2026-05-04T12:00:00Z');
  for (const wrong of ['2026-05-04T14:00:00', '2026-13-04T14:00:00+01:00', 'soon'])
    expect(Instant.safeParse(wrong).success).toBe(false);
});

it('What is not there is not told by its id, and a right not by its name', () => {
  expect(missing('meeting', '01900000-0000-7000-8000-000000000001').detail).toBe('There is no such meeting.');
  expect(nothingCalled('version', '3')).toBe('There is no version 3.');
  const person = '01900000-0000-7000-8000-000000000001';
  const actor = { person, network: 'testing', roles: [], communities: {} };
  expect(denial(actor, 'meeting.plan', {})?.detail).toBe(
    'Your roles do not let you plan and hold meetings here.',
  );
  for (const right of Object.keys(rights))
    expect(rightInWords[right as keyof typeof rights]).not.toContain('.');
});
