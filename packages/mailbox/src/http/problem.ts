import { html } from '@skein/web/markup';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { document } from './document.ts';

const TITLES = { 400: 'Invalid request', 404: 'Not found', 500: 'Internal error' } as const;
const CODES = { 400: 'invalid-request', 404: 'not-found', 500: 'internal' } as const;

interface FieldError {
  /** JSON Pointer to the bad field. */
  readonly pointer: string;
  readonly detail: string;
}

/** Thrown by a route to answer with RFC 9457 problem details. */
export class ProblemError extends Error {
  readonly status: keyof typeof TITLES;
  readonly errors: readonly FieldError[];

  constructor(status: keyof typeof TITLES, detail: string, errors: readonly FieldError[] = []) {
    super(detail);
    this.status = status;
    this.errors = errors;
  }
}

/** Answers with a problem: as a page for a reader at a browser, as problem+json for everyone else. */
export const sendProblem = (
  request: FastifyRequest,
  reply: FastifyReply,
  problem: ProblemError,
): FastifyReply => {
  const { status, message: detail, errors } = problem;
  const title = TITLES[status];
  reply.code(status);
  if (!request.url.startsWith('/api/') && request.headers.accept?.includes('text/html')) {
    const body = html`<h1>${title}</h1><p>${detail}</p><p><a href="/">All letters</a></p>`;
    return reply.type('text/html; charset=utf-8').send(document(title, body));
  }
  const code = CODES[status];
  const type = `urn:skein:problem:${code}`;
  const fields = errors.length === 0 ? {} : { errors };
  return reply
    .type('application/problem+json')
    .send(JSON.stringify({ type, title, status, code, detail, instance: request.url, ...fields }));
};
