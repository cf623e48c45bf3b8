import { z } from 'zod';
import { isLetterId } from '../letters/letter.ts';
import { ProblemError } from './problem.ts';

// An empty search field of the form is sent as `to=`.
const emptyIsAbsent = (value: unknown): unknown => (value === '' ? undefined : value);
const searchText = z.preprocess(emptyIsAbsent, z.string().max(320).optional());

/** Query of the list of letters, for the API and the page alike. Unknown parameters are refused. */
const LetterQuery = z.strictObject({
  to: searchText,
  subject: searchText,
  after: z.preprocess(
    emptyIsAbsent,
    z.string().refine(isLetterId, 'must be the `next` of a page before').optional(),
  ),
  limit: z.preprocess(emptyIsAbsent, z.coerce.number().int().min(1).max(1_000).default(50)),
});

type LetterQuery = z.infer<typeof LetterQuery>;

/** Reads the query of a list of letters; throws a 400 that names each bad parameter. */
export const letterQuery = (query: unknown): LetterQuery => {
  const result = LetterQuery.safeParse(query);
  if (result.success) return result.data;
  const errors = result.error.issues.map(({ path, message }) => ({
    pointer: `#${path.map((key) => `/${String(key)}`).join('')}`,
    detail: message,
  }));
  throw new ProblemError(400, 'The query is not valid.', errors);
};
