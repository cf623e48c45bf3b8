import { NetworkId, type Refusal, refuse } from '@skein/contracts';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ServiceContext } from '../context.ts';
import { networkHeader } from '../identity/authentication.ts';
import { refusalOfError } from './problems.ts';

/** What somebody's browser asks a page with. */
export interface PageCall {
  readonly network: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** What a form posted; empty for a GET. */
  readonly form: URLSearchParams;
  /** The browser's `Accept-Language`. */
  readonly languages: string;
  readonly now: Date;
}

/** A whole page, to be read by a person. */
export interface Shown {
  readonly status: number;
  readonly html: string;
}

/** An address outside of the API that answers browsers: with HTML, to anyone, and with forms of plain HTML. */
export interface BrowserPage {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly bodyLimit?: number;
  handle(call: PageCall): Promise<Shown>;
  /** What is shown where a request fails before the page has it, or inside of it. */
  failed(refusal: Refusal): Shown;
}

const formType = 'application/x-www-form-urlencoded';

const send = (reply: FastifyReply, { status, html }: Shown): FastifyReply => {
  // Who presses “reload” is to be told the same as the API's clients.
  if (status === 503 || status === 429) reply.header('retry-after', '2');
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .send(html);
};

const callOf = (request: FastifyRequest, network: string, now: Date): PageCall => {
  const at = request.url.indexOf('?');
  return {
    network,
    params: request.params as Record<string, string>,
    query: new URLSearchParams(at === -1 ? '' : request.url.slice(at)),
    form: request.body instanceof URLSearchParams ? request.body : new URLSearchParams(),
    languages: request.headers['accept-language'] ?? '',
    now,
  };
};

/** Mounts a service's pages: no address with its query is logged, and nothing of them is kept by a cache. */
export const mountPages = async (
  app: FastifyInstance,
  { config, log, now }: ServiceContext,
  pages: readonly BrowserPage[],
): Promise<void> => {
  for (const page of pages) {
    await app.register(async (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser(formType, { parseAs: 'string' }, (_request, body, done) =>
        done(null, new URLSearchParams(String(body))),
      );
      scope.setErrorHandler((error: FastifyError, _request, reply) =>
        send(reply, page.failed(refusalOfError(error, log))),
      );
      scope.route({
        method: page.method,
        url: page.path,
        ...(page.bodyLimit !== undefined && { bodyLimit: page.bodyLimit }),
        handler: async (request, reply) => {
          const network = NetworkId.safeParse(request.headers[networkHeader] ?? config.SKEIN_NETWORK);
          if (!network.success)
            return send(reply, page.failed(refuse('invalid-request', 'This is not a network’s name.')));
          return send(reply, await page.handle(callOf(request, network.data, now())));
        },
      });
    });
  }
};
