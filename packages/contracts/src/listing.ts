import { z } from 'zod';

/** Query of a listing: pages by an opaque cursor, so that a record added meanwhile neither repeats nor hides another. */
export const PageQuery = z.object({
  after: z.string().max(200).optional().meta({ description: 'Cursor: `next` of the page before' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** One page of a listing; `next` is absent on the last. */
export const pageOf = <S extends z.ZodType>(item: S) =>
  z.object({ items: z.array(item), next: z.string().optional() });
