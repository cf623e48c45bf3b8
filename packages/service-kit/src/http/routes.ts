import type { Readable } from 'node:stream';
import {
  type Actor,
  nothingCalled,
  type Refusal,
  type Right,
  type RightTarget,
  type Route,
  refuse,
  type SchemaOf,
} from '@skein/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Reader, Tx } from '../storage/transaction.ts';
import { checkLossless } from './lossless.ts';

/** What a handler is given: the request, parsed by its contract. */
export interface Call<R extends Route> {
  readonly params: z.output<SchemaOf<R, 'params'>>;
  readonly query: z.output<SchemaOf<R, 'query'>>;
  readonly body: z.output<SchemaOf<R, 'body'>>;
  readonly actor: Actor | undefined;
  readonly network: string;
  /** The version in `If-Match`; 0 on routes that take none. */
  readonly ifMatch: number;
  readonly now: Date;
  /** Reads of the caller's network: the transaction of a `write` handler, else outside of any. */
  readonly reader: Reader;
  /** The body of a route that `consumes` a stream, as it arrives; ends in a refusal past the route's limit. */
  readonly upload: AsyncIterable<Buffer>;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** A refusal unless the actor has the right on the target. */
  deny(right: Right, target: RightTarget): Refusal | undefined;
  /** A refusal unless they signed in just now: for a route that is `fresh` sometimes. */
  stale(): Refusal | undefined;
  /**
   * Writes the audit line of what the call did, with what it wrote; `once` and a `write` handler do so by themselves.
   * It names the ids in the address, and `tx.concerned`.
   */
  done(tx: Tx): Promise<void>;
  /**
   * Runs `work` once for the request's `Idempotency-Key`, if it has one, and writes its audit line; a `write` handler
   * is inside of it already. Of an upload, `digest` tells whether the same key came with the same file.
   */
  once<T>(tx: Tx, work: () => Promise<T | Refusal>, digest?: string): Promise<T | Refusal>;
  /** Under which name `once` keeps the reply; undefined where the request has no key. */
  readonly replyId: string | undefined;
}

/** What a route that `produces` a file answers: sent as it is made, so that its size costs no memory. */
export interface Download {
  readonly type: string;
  readonly fileName: string;
  readonly content: Readable | Buffer;
  /** For what a page shows rather than saves: a tag of the content, by which a browser that has it is spared it. */
  readonly etag?: string;
}

export type Answer<R extends Route> = z.input<R['reply']> | Refusal;

/** A route with what answers it. */
export interface HandledImplementation {
  readonly route: Route;
  /** Whether the handler runs inside a transaction. */
  readonly writes: boolean;
  readonly handle: (call: Call<Route>, tx: Tx) => Promise<unknown>;
}

/** What a lean handler is given. */
export type LeanCall<R extends Route> = Pick<Call<R>, 'params' | 'body' | 'network' | 'now'>;

/** Handles a call without a promise, and answers exactly once, then or later; an error counts as one that is thrown. */
export type LeanHandle<R extends Route> = (
  call: LeanCall<R>,
  answer: (said: Answer<R> | Error) => void,
) => void;

/** A route on a hot path, with what answers it. */
export interface LeanImplementation {
  readonly route: Route;
  readonly lean: (call: LeanCall<Route>, answer: (said: unknown) => void) => void;
}

export type Implementation = HandledImplementation | LeanImplementation;

/** A route whose handler does what no transaction can hold, as sending a letter: what it writes, it wraps in `transact`. */
export const handle = <R extends Route>(
  route: R,
  answer: (call: Call<R>) => Promise<Answer<R>>,
): Implementation => ({
  route,
  writes: false,
  handle: answer as unknown as HandledImplementation['handle'],
});

/** A route that only reads; where reading itself leaves an audit line, it is `handle`. */
export const read = <R extends Route>(
  route: R,
  answer: (call: Omit<Call<R>, 'done' | 'once' | 'replyId'>) => Promise<Answer<R>>,
): Implementation => {
  if (route.method !== 'GET') throw new Error(`${route.id} is not read only, by its method`);
  return handle(route, answer);
};

/**
 * A route that writes: the whole handler is one transaction, with its events and its `Idempotency-Key`. It may run
 * again after a conflict, so all it does goes through `tx`; a refusal rolls everything back.
 */
export const write = <R extends Route>(
  route: R,
  handle: (call: Call<R> & { readonly tx: Tx }) => Promise<Answer<R>>,
): Implementation => ({
  route,
  writes: true,
  handle: (call, tx) => handle({ ...call, tx } as unknown as Call<R> & { tx: Tx }),
});

/**
 * A route on a hot path: mounted apart from all that the others go through (docs/adr, “The lean path”), so it is for anyone, takes
 * a body that the contract only checks and does not change, and keeps no `Idempotency-Key`.
 */
export const lean = <R extends Route>(route: R, handle: LeanHandle<R>): LeanImplementation => {
  if (route.right !== 'public' || route.query || route.ifMatch || route.consumes || route.produces)
    throw new Error(`${route.id} asks for what a lean route does not do`);
  for (const part of ['params', 'body'] as const)
    if (route[part]) checkLossless(route[part], `${part} of ${route.id}`);
  return { route, lean: handle as unknown as LeanImplementation['lean'] };
};

/** The same for what waits for something else in any case, so that a promise more costs nothing. */
export const leanLater = <R extends Route>(
  route: R,
  handle: (call: LeanCall<R>) => Promise<Answer<R>>,
): LeanImplementation => lean(route, (call, answer) => void handle(call).then(answer, answer));

/** The refusal for an edit made from another version than the current one. */
export const staleUnless = (ifMatch: number, version: number): Refusal | undefined =>
  ifMatch === version
    ? undefined
    : refuse('stale-edit', `You edited version ${ifMatch}; it is at version ${version} now. Load it again.`);

/** A refusal about something that is not there, or not in this network. */
export const missing = (what: string, id: string): Refusal => refuse('not-found', nothingCalled(what, id));

/** What an edit begins with: what was found, if it is at the version that was edited; what refuses it else. */
export const toEdit = <T extends { readonly version: number }>(
  found: T | null | undefined,
  ifMatch: number,
  otherwise: Refusal,
): T | Refusal => (found ? (staleUnless(ifMatch, found.version) ?? found) : otherwise);

/** A refusal of a link or a session that was made for another network than the one it is used in. */
export const ofOtherNetwork = (): Refusal => refuse('invalid-token', 'This was made for another network.');

/** A refusal for a field that names something unknown. */
export const unknownReference = (field: string, what: string, id: string): Refusal =>
  refuse('unknown-reference', nothingCalled(what, id), [field, `is no ${what} of this network`]);
