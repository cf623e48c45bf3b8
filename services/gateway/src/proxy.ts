import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import httpProxy, { type FastifyHttpProxyOptions } from '@fastify/http-proxy';
import { apiPrefix, defaultBodyLimit, destinationOf, refuse, routeCatalogue } from '@skein/contracts';
import { drained, eventStreamType, mindStream, networkHeader, sendRefusal } from '@skein/service-kit';
import type { Pages } from '@skein/web';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { bodyTaker, Ended, lengths } from './bodies.ts';
import { type GatewayConfig, networkOf, type Upstreams, upstreamsOf } from './config.ts';
import type { Watch } from './pace.ts';
import { goOn, readOn, sendEnded } from './refusing.ts';
import { replicaDispatcher } from './replicas.ts';

/** Largest form that the answering page takes, bytes. */
const formLimit = 1024 * 1024;

const pathOf = (url: string): string => (url.split('?')[0] ?? '').slice(apiPrefix.length);

type Asked = Pick<FastifyRequest, 'method' | 'url'>;

const destinationFor = ({ method, url }: Asked) => destinationOf(method, pathOf(url));

const upstreamFor = (upstreams: Upstreams, request: Asked): string | undefined => {
  const destination = destinationFor(request);
  if (!destination) return undefined;
  return upstreams[destination.process === 'api' ? destination.service : destination.process];
};

type ReplyOptions = NonNullable<FastifyHttpProxyOptions['replyOptions']>;
type Headers = Parameters<NonNullable<ReplyOptions['rewriteRequestHeaders']>>[1];

/** What a service is told of the body: its true length, where all of it is here; nothing where there is none. */
const lengthOf = (body: unknown, announced: string | undefined): string | undefined => {
  if (!(body instanceof Readable)) return undefined;
  const length = lengths.get(body);
  return length === undefined ? announced : String(length);
};

/** What holds of all that is handed on, wherever it goes. */
const handingOn = (
  app: FastifyInstance,
  config: GatewayConfig,
  apart: (reply: FastifyReply) => void,
  connections?: null,
) => ({
  undici: dispatcherFor(app, connections),
  // Its own lines would put addresses with their queries into the log.
  disableRequestLogging: true,
  // Bodies are taken before they are handed on.
  proxyPayloads: false,
  replyOptions: {
    rewriteRequestHeaders: (raw, { expect: _, 'content-length': announced, ...headers }): Headers => {
      const request = raw as FastifyRequest;
      const length = lengthOf(request.body, announced as string | undefined);
      return {
        ...headers,
        ...(length !== undefined && { 'content-length': length }),
        // Set here and nowhere else, so that nobody chooses their network or their address.
        [networkHeader]: networkOf(config, request.hostname),
        'x-forwarded-for': request.ip,
      };
    },
    // A service may answer before it has read all, as to whom it does not know: they get to read why.
    onResponse: async (request, reply, response) => {
      if (!request.raw.complete) await drained(request.raw as never, readOn);
      const { stream } = response as unknown as { stream: Readable };
      if (String(reply.getHeader('content-type')).startsWith(eventStreamType))
        mindStream(reply as FastifyReply, stream);
      reply.send(stream);
    },
    onError: (raw, { error }) => {
      const reply = raw as unknown as FastifyReply;
      const { cause } = error;
      if (cause instanceof Ended) return void sendEnded(reply.request, reply, cause.refusal);
      reply.log.warn({ err: error }, 'a service is not to be reached');
      apart(reply);
    },
  } satisfies ReplyOptions as ReplyOptions,
});

const dispatcherFor = (app: FastifyInstance, connections?: null) => {
  const dispatcher = replicaDispatcher(undefined, connections);
  app.addHook('onClose', () => dispatcher.destroy());
  // The proxy asks for nothing but `request`, and types it by a version of its own.
  return dispatcher as unknown as NonNullable<FastifyHttpProxyOptions['undici']>;
};

/** Takes the bodies of a scope's requests, each up to its route's limit, before they are handed on. */
const takeBodies = (scope: FastifyInstance, watch: Watch, limitOf: (request: FastifyRequest) => number) => {
  const take = bodyTaker(watch);
  scope.removeAllContentTypeParsers();
  scope.addHook('preParsing', (request, reply, payload, done) => {
    if (Number(request.headers['content-length'] ?? 0) <= limitOf(request)) goOn(request, reply);
    done(null, payload);
  });
  scope.addContentTypeParser('*', (request, payload, done) =>
    take(request, payload, limitOf(request), done as never),
  );
};

/** Hands every API request to the service that owns its resource, saying which network the host name stands for. */
export const addProxy = async (app: FastifyInstance, config: GatewayConfig, watch: Watch): Promise<void> => {
  const upstreams = upstreamsOf(config);
  const away = refuse('unavailable', 'This part is not to be reached just now; try again shortly.');
  const { replyOptions, ...shared } = handingOn(app, config, (reply) => sendRefusal(reply, away));
  await app.register(async (scope) => {
    takeBodies(scope, watch, (request) => destinationFor(request)?.bodyLimit ?? defaultBodyLimit);
    await scope.register(httpProxy, {
      ...shared,
      prefix: apiPrefix,
      rewritePrefix: apiPrefix,
      upstream: '',
      preHandler: (request, reply, done) => {
        if (upstreamFor(upstreams, request)) return done();
        sendRefusal(reply, refuse('not-found', 'Nothing in the API answers at this address.'));
      },
      replyOptions: {
        ...replyOptions,
        getUpstream: (request) => upstreamFor(upstreams, request as FastifyRequest) ?? '',
      },
    });
  });
};

/** Hands on what stays open while somebody has a page open: apart, so that it takes no connection from anything else. */
export const addLive = async (app: FastifyInstance, config: GatewayConfig): Promise<void> => {
  const away = refuse('unavailable', 'Changes are not to be followed just now; try again shortly.');
  const shared = handingOn(app, config, (reply) => sendRefusal(reply, away), null);
  const upstreams = upstreamsOf(config);
  for (const { path, service, produces = [] } of routeCatalogue) {
    if (!produces.includes(eventStreamType)) continue;
    const prefix = `${apiPrefix}${path}`;
    const to = { prefix, rewritePrefix: prefix, upstream: upstreams[service] };
    await app.register(httpProxy, { ...shared, ...to, httpMethods: ['GET'] });
  }
};

/** Hands the answering page on to the survey service, which renders it. */
export const addAnsweringPage = async (
  app: FastifyInstance,
  config: GatewayConfig,
  watch: Watch,
  { pages }: Pages,
): Promise<void> => {
  const away = await readFile(join(pages, 'unavailable.html'), 'utf8');
  await app.register(async (scope) => {
    takeBodies(scope, watch, () => formLimit);
    await scope.register(httpProxy, {
      ...handingOn(app, config, (reply) => {
        reply.code(503).header('retry-after', '2').type('text/html; charset=utf-8').send(away);
      }),
      prefix: '/answer',
      rewritePrefix: '/answer',
      httpMethods: ['GET', 'POST'],
      upstream: upstreamsOf(config).survey,
    });
  });
};
