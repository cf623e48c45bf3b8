import { z } from 'zod';

type Sendable<S extends z.ZodRawShape> = {
  [K in keyof S]: z.ZodOptional<S[K] extends z.ZodDefault<infer Inner> ? Inner : S[K]>;
};

/**
 * The body of an edit: each field of the record may be left out. Unlike zod's own `partial`, no default fills in for
 * what was not sent, since that would overwrite what is stored.
 */
export const changesOf = <S extends z.ZodRawShape>(
  record: z.ZodObject<S>,
): z.ZodObject<Sendable<S>, z.core.$strict> => {
  const fields = Object.entries(record.shape).map(([field, schema]) => {
    const bare = schema instanceof z.ZodDefault ? schema.unwrap() : schema;
    return [field, z.optional(bare)];
  });
  return z.strictObject(Object.fromEntries(fields) as Sendable<S>);
};
