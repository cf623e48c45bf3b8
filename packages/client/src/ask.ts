import type { Route } from '@skein/contracts';
import type { z } from 'zod';

/** The schema that a route has in this place; never where it has none. */
type SchemaAt<R, K extends 'params' | 'query' | 'body'> = K extends keyof R
  ? Exclude<Extract<R[K], z.ZodType>, z.ZodUndefined>
  : never;

/** A value of an address: what the contract takes as text, or the number or truth value that it makes of the text. */
type AddressValue<In, Out> = (unknown extends In ? string : In) | Extract<Out, number | boolean>;
type AddressValues<In, Out> = {
  readonly [K in keyof In]: AddressValue<In[K], K extends keyof Out ? Out[K] : never>;
};
type InAddress<S extends z.ZodType> = AddressValues<z.input<S>, z.output<S>>;

/** `unknown` adds nothing to an intersection: that is a part that the route does not have. */
type ParamsPart<S extends z.ZodType> = [S] extends [never] ? unknown : { readonly params: InAddress<S> };
type QueryPart<S extends z.ZodType> = [S] extends [never]
  ? unknown
  : Record<never, never> extends z.input<S>
    ? { readonly query?: InAddress<S> }
    : { readonly query: InAddress<S> };
type BodyPart<S extends z.ZodType> = [S] extends [never]
  ? unknown
  : undefined extends z.input<S>
    ? { readonly body?: z.input<S> }
    : { readonly body: z.input<S> };
type FilePart<R> = R extends { readonly consumes: readonly string[] } ? { readonly file: Blob } : unknown;
type EditPart<R> = R extends { readonly ifMatch: true } ? { readonly ifMatch: number } : unknown;
type KeyPart<R> = R extends { readonly method: 'GET' } ? unknown : { readonly key?: string };

interface Always {
  readonly signal?: AbortSignal;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent without the session's token: for what renews the session itself. */
  readonly anonymous?: boolean;
}

type Flat<T> = { [K in keyof T]: T[K] };

/**
 * What a call of the route is given: its `params`, `query` and `body`, a `file` where it takes one, `ifMatch` (the
 * version that is edited) exactly where it edits. A request that is sent again with the same `key` is the same request.
 */
export type Ask<R extends Route> = Flat<
  ParamsPart<SchemaAt<R, 'params'>> &
    QueryPart<SchemaAt<R, 'query'>> &
    BodyPart<SchemaAt<R, 'body'>> &
    FilePart<R> &
    EditPart<R> &
    KeyPart<R> &
    Always
>;

/** The arguments of a call: none are needed where nothing must be said. */
export type Asked<T> = Record<never, never> extends T ? [ask?: T] : [ask: T];

/** What any call may be given, as it is when the types are gone. */
export interface AnyAsk extends Always {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly file?: Blob;
  readonly ifMatch?: number;
  readonly key?: string;
}
