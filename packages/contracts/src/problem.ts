import { z } from 'zod';
import { notTaken } from './wording.ts';

/** Every problem the API may answer, with its HTTP status: the one place where the two meet. */
export const problemStatus = {
  'invalid-request': 400,
  'malformed-json': 400,
  unauthenticated: 401,
  'invalid-token': 401,
  'expired-token': 401,
  forbidden: 403,
  'passkey-required': 403,
  'passkey-refused': 403,
  'stale-sign-in': 403,
  'not-found': 404,
  'too-slow': 408,
  'already-exists': 409,
  conflict: 409,
  merged: 410,
  closed: 409,
  'stale-edit': 412,
  'too-large': 413,
  'unsupported-media-type': 415,
  'unknown-reference': 422,
  'no-such-time': 422,
  'idempotency-key-reused': 422,
  'if-match-required': 428,
  'rate-limited': 429,
  internal: 500,
  unavailable: 503,
} as const;

export const ProblemCode = z.enum(Object.keys(problemStatus) as [keyof typeof problemStatus]);
export type ProblemCode = keyof typeof problemStatus;

export const FieldError = z.object({
  pointer: z.string().meta({ description: 'JSON Pointer to the bad field, `#/answers/q3`' }),
  detail: z.string(),
});
export type FieldError = z.infer<typeof FieldError>;

/** RFC 9457 problem details, with the members `code` and `errors` of our own. */
export const Problem = z
  .object({
    type: z.string().meta({ description: '`urn:skein:problem:<code>`' }),
    title: z.string(),
    status: z.int(),
    code: ProblemCode,
    detail: z.string(),
    instance: z.string().optional(),
    errors: z.array(FieldError).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;

/** An expected failure as a value: what a decision or a handler returns instead of throwing. */
export interface Refusal {
  readonly refused: ProblemCode;
  readonly detail: string;
  readonly errors?: readonly FieldError[];
  /** In how many seconds the same would be taken; it goes into `Retry-After`. */
  readonly retryAfter?: number;
}

/** A refusal; `fields` are `[path, detail]` pairs, the path in dots: `answers.q3`. */
export const refuse = (refused: ProblemCode, detail: string, ...fields: [string, string][]): Refusal =>
  fields.length === 0
    ? { refused, detail }
    : {
        refused,
        detail,
        errors: fields.map(([path, text]) => ({ pointer: pointerTo(path.split('.')), detail: text })),
      };

/** A refusal for several fields at once, `[path, detail]` each: its sentence tells the first of them. */
export const refuseFields = (
  faults: readonly (readonly [path: string, detail: string])[],
  refused: ProblemCode = 'invalid-request',
): Refusal => ({
  ...refuse(refused, notTaken(faults.map(([path, detail]) => ({ path: path.split('.'), detail })))),
  errors: faults.slice(0, 100).map(([path, detail]) => ({ pointer: pointerTo(path.split('.')), detail })),
});

/** A JSON Pointer in URI fragment form (RFC 6901) to a path of keys. */
export const pointerTo = (path: readonly PropertyKey[]): string =>
  `#${path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`;

export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && 'refused' in value;
