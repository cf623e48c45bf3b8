import {
  isRefusal,
  notTaken,
  type Problem,
  type ProblemCode,
  pointerTo,
  problemStatus,
  type Refusal,
  refuse,
  schemaFaults,
} from '@skein/contracts';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Log } from '../log.ts';
import { isDuplicateKey, isMongoUnavailable } from '../storage/mongo.ts';

const titles: Record<ProblemCode, string> = {
  'invalid-request': 'The request does not fit',
  'malformed-json': 'The body is not JSON',
  unauthenticated: 'Sign in first',
  'invalid-token': 'The token is not valid',
  'expired-token': 'The token has expired',
  forbidden: 'You may not do this',
  'passkey-required': 'Your passkey is needed',
  'passkey-refused': 'The passkey was not accepted',
  'stale-sign-in': 'Sign in again first',
  'not-found': 'There is no such thing',
  'too-slow': 'It came too slowly',
  'already-exists': 'It exists already',
  conflict: 'It is not in a state for this',
  merged: 'They are somebody else now',
  closed: 'It is closed',
  'stale-edit': 'Somebody changed it meanwhile',
  'too-large': 'The body is too large',
  'unsupported-media-type': 'The body is of a type that is not taken here',
  'unknown-reference': 'It refers to something unknown',
  'no-such-time': 'There is no such time',
  'idempotency-key-reused': 'The Idempotency-Key was used for another request',
  'if-match-required': 'Say which version you edit',
  'rate-limited': 'Too many requests',
  internal: 'Something went wrong here',
  unavailable: 'Not available just now',
};

/** A refusal as problem+json (RFC 9457): the one place where the two meet. */
export const problemOf = (refusal: Refusal, instance?: string): Problem => ({
  type: `urn:skein:problem:${refusal.refused}`,
  title: titles[refusal.refused],
  status: problemStatus[refusal.refused],
  code: refusal.refused,
  detail: refusal.detail,
  ...(instance && { instance }),
  ...(refusal.errors && { errors: [...refusal.errors] }),
});

const shortly = 2;

/** A refusal as it is answered; `instance` is the pattern of the route's address. */
export const answerOfRefusal = (
  refusal: Refusal,
  instance?: string,
): { status: number; headers: Record<string, string>; text: string } => {
  const problem = problemOf(refusal, instance);
  const { status } = problem;
  return {
    status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
      ...(status === 401 && { 'www-authenticate': 'Bearer' }),
      ...((status === 503 || status === 429) && {
        'retry-after': String(Math.ceil(refusal.retryAfter ?? shortly)),
      }),
    },
    text: JSON.stringify(problem),
  };
};

export const sendRefusal = (reply: FastifyReply, refusal: Refusal): FastifyReply => {
  const { url } = reply.request.routeOptions;
  // Where the gateway hands all on, its own route says nothing.
  const { status, headers, text } = answerOfRefusal(refusal, url?.includes('*') ? undefined : url);
  return reply.code(status).headers(headers).send(text);
};

/** The refusal for input that does not fit its schema: one error for each bad field. `where` leads query and path fields. */
export const refusalOfIssues = (
  issues: readonly z.core.$ZodIssue[],
  where: 'body' | 'query' | 'params',
): Refusal => {
  const lead = where === 'body' ? [] : [where];
  const faults = schemaFaults(issues);
  return {
    refused: 'invalid-request',
    detail: notTaken(faults),
    errors: faults
      .slice(0, 100)
      .map(({ path, detail }) => ({ pointer: pointerTo([...lead, ...path]), detail })),
  };
};

const codes: Record<string, ProblemCode> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
  FST_ERR_CTP_BODY_TOO_LARGE: 'too-large',
  FST_UNDER_PRESSURE: 'unavailable',
};

// Fastify's own messages name its parts, and a JSON parser's quotes what was sent.
const said: Partial<Record<ProblemCode, string>> = {
  'unsupported-media-type': 'A body of this type is not taken here.',
  'too-large': 'More was sent than is taken here.',
  unavailable: 'There is too much to do just now; try again shortly.',
};

const notJsonCodes = new Set(['FST_ERR_CTP_EMPTY_JSON_BODY', 'FST_ERR_CTP_INVALID_JSON_BODY']);
export const notJson = refuse(
  'malformed-json',
  'The body is not JSON: it is empty, breaks off, or has a comma or a quotation mark too many.',
);

/** What Fastify or a handler threw, as a refusal; a bug is logged and told without its inside. */
export const refusalOfError = (error: FastifyError, log: Log): Refusal => {
  if (isRefusal(error)) return error;
  if (error instanceof SyntaxError || notJsonCodes.has(error.code)) return notJson;
  const code = codes[error.code];
  if (code) return { refused: code, detail: said[code] ?? error.message };
  if (error.statusCode === 429) return { refused: 'rate-limited', detail: error.message };
  if (isMongoUnavailable(error)) {
    log.warn({ err: error }, 'the database is not to be reached');
    return {
      refused: 'unavailable',
      detail: 'The database is not to be reached just now; try again shortly.',
    };
  }
  // Two requests made the same thing at once, and a unique index let one of them through.
  if (isDuplicateKey(error))
    return { refused: 'already-exists', detail: 'Somebody made the same thing just now.' };
  if (error.statusCode === 400)
    return {
      refused: 'invalid-request',
      detail: 'The request is not as it should be, and nothing was done.',
    };
  log.error({ err: error }, 'a request failed');
  return { refused: 'internal', detail: 'The failure is in the log; nothing was changed.' };
};

export const notFound = (request: FastifyRequest): Refusal => ({
  refused: 'not-found',
  detail: `Nothing answers ${request.method} here.`,
});
