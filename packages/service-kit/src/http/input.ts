import { type Refusal, type Route, refuse } from '@skein/contracts';
import type { FastifyRequest } from 'fastify';
import { refusalOfIssues } from './problems.ts';

/** The version that an edit was made from, by its `If-Match`. */
export const versionIn = (request: FastifyRequest): number | Refusal => {
  const header = request.headers['if-match'];
  if (header === undefined)
    return refuse('if-match-required', 'Send If-Match with the ETag of what you edit.');
  const version = /^(?:W\/)?"(\d{1,15})"$/.exec(header)?.[1];
  return version === undefined
    ? refuse('invalid-request', 'If-Match is not an ETag of ours.')
    : Number(version);
};

/** What the request carries, parsed by its contract. */
export const parsed = (
  request: FastifyRequest,
  route: Route,
): Record<'params' | 'query' | 'body', unknown> | Refusal => {
  const result = { params: undefined as unknown, query: undefined as unknown, body: undefined as unknown };
  for (const where of ['params', 'query', 'body'] as const) {
    const schema = route[where];
    if (!schema) continue;
    const outcome = schema.safeParse(request[where] ?? (where === 'body' ? undefined : {}));
    if (!outcome.success) return refusalOfIssues(outcome.error.issues, where);
    result[where] = outcome.data;
  }
  return result;
};
