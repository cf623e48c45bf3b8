import type { Problem, ProblemCode, Route } from '@skein/contracts';
import type { z } from 'zod';
import type { Ask, Asked } from './ask.ts';
import type { Listing } from './listing.ts';
import type { AnyRoute } from './routes.ts';

/** What a route answers: a file where it gives one, nothing where its status is 204. */
export type Reply<R extends Route> = R extends { readonly produces: readonly string[] }
  ? File
  : z.output<R['reply']>;

type Always =
  | 'invalid-request'
  | 'unauthenticated'
  | 'invalid-token'
  | 'expired-token'
  | 'forbidden'
  | 'rate-limited'
  | 'internal'
  | 'unavailable';
type WithBody = 'malformed-json' | 'too-large' | 'unsupported-media-type';

/** The codes of the problems that a route may answer: its own, and those that follow from what it takes. */
export type ProblemCodeOf<R extends Route> =
  | Always
  | (R extends { readonly right: 'public' } ? never : 'passkey-required')
  | (R extends { readonly fresh: string } ? 'stale-sign-in' : never)
  | (R extends { readonly params: z.ZodType } ? 'not-found' : never)
  | (R extends { readonly body: z.ZodType } | { readonly consumes: readonly string[] } ? WithBody : never)
  | (R extends { readonly ifMatch: true } ? 'stale-edit' | 'if-match-required' : never)
  | (R extends { readonly method: 'GET' } ? never : 'idempotency-key-reused')
  | (R extends { readonly problems: readonly (infer C extends ProblemCode)[] } ? C : never);

/** A problem with one of these codes. */
export type ProblemWith<C extends ProblemCode> = Problem & { readonly code: C };
export type ProblemOf<R extends Route> = ProblemWith<ProblemCodeOf<R>>;

/** A reply with what its headers say. */
export interface Exchange<T> {
  readonly body: T;
  /** The version in the ETag, for the `ifMatch` of an edit. */
  readonly version: number | undefined;
  readonly status: number;
  readonly headers: Headers;
}

/** What came of a call whose problems are expected. */
export type Attempt<T, P extends Problem> =
  | { readonly ok: true; readonly value: T; readonly version: number | undefined }
  | { readonly ok: false; readonly problem: P };

/** One route as a function. It throws `ApiProblem` where it is refused, `Unreachable` where nobody answers. */
export interface Operation<R extends Route> {
  (...ask: Asked<Ask<R>>): Promise<Reply<R>>;
  /** The same, with version and headers. */
  exchange(...ask: Asked<Ask<R>>): Promise<Exchange<Reply<R>>>;
  /** The same, with a problem as a value. */
  attempt(...ask: Asked<Ask<R>>): Promise<Attempt<Reply<R>, ProblemOf<R>>>;
}

type Query<A> = A extends { readonly query?: unknown } ? Omit<NonNullable<A['query']>, 'after'> : never;
type OfAll<A> = Omit<A, 'query'> &
  (Record<never, never> extends Query<A> ? { readonly query?: Query<A> } : { readonly query: Query<A> });

/** A route whose reply is one page of many. */
export interface Listed<R extends Route, Item> {
  /** All items, page by page as they are read. */
  all(...ask: Asked<OfAll<Ask<R>>>): Listing<Item>;
}

type OperationOf<R extends Route> =
  Reply<R> extends { items: readonly (infer Item)[] }
    ? 'next' extends keyof Reply<R>
      ? Operation<R> & Listed<R, Item>
      : Operation<R>
    : Operation<R>;

/** Each route by its id. */
export type Client<R extends Route = AnyRoute> = { readonly [One in R as One['id']]: OperationOf<One> };
