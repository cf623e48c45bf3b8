import { defineRoute } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkLossless } from './lossless.ts';
import { lean } from './routes.ts';

const lost: Record<string, z.ZodType> = {
  refine: z.string().refine((text) => text !== 'no'),
  superRefine: z.array(z.string()).superRefine(() => undefined),
  trim: z.string().trim(),
  toLowerCase: z.string().toLowerCase(),
  normalize: z.string().normalize(),
  transform: z.string().transform(Number),
  pipe: z.string().pipe(z.string().min(1)),
  preprocess: z.preprocess(String, z.string()),
  coerce: z.coerce.number(),
  default: z.string().default('a'),
  prefault: z.string().prefault('a'),
  catch: z.string().catch('a'),
  custom: z.custom<string>(() => true),
  stringbool: z.stringbool(),
};

const kept: Record<string, z.ZodType> = {
  string: z.string().min(1).max(20).regex(/^a/).startsWith('a'),
  uuid: z.uuid(),
  datetime: z.iso.datetime(),
  number: z.int().min(1).max(5).multipleOf(2),
  union: z.union([z.string(), z.literal(3), z.null()]),
  record: z.record(z.string(), z.unknown()),
  tuple: z.tuple([z.string(), z.number()]),
  readonly: z.array(z.string()).readonly(),
};

describe('a schema that is checked as JSON Schema alone', () => {
  it.each(Object.entries(lost))('is refused for %s, wherever it stands', (_name, schema) => {
    expect(() => checkLossless(schema, 'it')).toThrow('it has');
    const deep = z.object({ a: z.array(z.union([z.number(), z.object({ b: schema.optional() })])) });
    expect(() => checkLossless(deep, 'it')).toThrow('at properties.a');
    expect(() =>
      checkLossless(
        z.lazy(() => deep),
        'it',
      ),
    ).toThrow('it has');
    expect(() => checkLossless(z.record(z.string(), schema), 'it')).toThrow('it has');
  });

  it.each(Object.entries(kept))('is taken for %s', (_name, schema) => {
    expect(() => checkLossless(z.object({ a: z.array(schema) }), 'it')).not.toThrow();
  });
});

it('A lean route is refused as it is declared, where JSON Schema says less than its contract', () => {
  const route = (body: z.ZodType) =>
    defineRoute({
      id: 'say',
      service: 'meeting',
      method: 'POST',
      path: '/sayings',
      summary: 'Say something',
      right: 'public',
      body,
      reply: z.undefined(),
      status: 204,
    });
  expect(() => lean(route(z.object({ text: z.string() })), () => undefined)).not.toThrow();
  expect(() => lean(route(z.object({ text: z.string().trim() })), () => undefined)).toThrow('body of say');
});
