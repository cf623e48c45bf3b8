import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { mongoSchema } from './collections.ts';

describe('a zod schema as a validator of MongoDB', () => {
  it('knows dates, whole numbers, choices and optional fields', () => {
    const schema = z.object({
      at: z.date(),
      count: z.int(),
      kind: z.enum(['a', 'b']),
      note: z.string().optional(),
      list: z.array(z.object({ id: z.string() })),
    });
    expect(mongoSchema(schema)).toMatchObject({
      type: 'object',
      required: ['at', 'count', 'kind', 'list'],
      properties: {
        at: { bsonType: 'date' },
        count: { bsonType: ['int', 'long', 'double'] },
        kind: { enum: ['a', 'b'] },
        list: { type: 'array', items: { type: 'object', required: ['id'] } },
      },
    });
  });

  it('holds no word that MongoDB does not know', () => {
    const text = JSON.stringify(
      mongoSchema(z.object({ mail: z.email(), day: z.iso.date(), one: z.literal('x').default('x') })),
    );
    expect(text).not.toMatch(/"(\$schema|format|default|const|\$ref|propertyNames)"/);
  });
});
