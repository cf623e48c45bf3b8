import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import httpProxy, { type FastifyHttpProxyOptions } from '@fastify/http-proxy';
import { apiPrefix, destinationOf, refuse } from '@skein/contracts';
import { networkHeader, sendRefusal } from '@skein/service-kit';
import type { Pages } from '@skein/web';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type GatewayConfig, networkOf, type Upstreams, upstreamsOf } from './config.ts';
import { replicaDispatcher } from './replicas.ts';

const pathOf = (url: string): string => (url.split('?')[0] ?? '').slice(apiPrefix.length);

const upstreamFor = (
  upstreams: Upstreams,
  request: Pick<FastifyRequest, 'method' | 'url'>,
): string | undefined => {
  const destination = destinationOf(request.method, pathOf(request.url));
  if (!destination) return undefined;
  return upstreams[destination.process === 'api' ? destination.service : destination.process];
};

type ReplyOptions = NonNullable<FastifyHttpProxyOptions['replyOptions']>;

/** What holds of all that is handed on, wherever it goes. */
const handingOn = (app: FastifyInstance, config: GatewayConfig, apart: (reply: FastifyReply) => void) => ({
  undici: dispatcherFor(app),
  // Its own lines would put addresses with their queries into the log.
  disableRequestLogging: true,
  replyOptions: {
    rewriteRequestHeaders: (request, headers) => ({
      ...headers,
      // Set here and nowhere else, so that nobody chooses their network or their address.
      [networkHeader]: networkOf(config, (request as FastifyRequest).hostname),
      'x-forwarded-for': (request as FastifyRequest).ip,
    }),
    onError: (reply, { error }) => {
      reply.log.warn({ err: error }, 'a service is not to be reached');
      apart(reply as unknown as FastifyReply);
    },
  } satisfies ReplyOptions as ReplyOptions,
});

const dispatcherFor = (app: FastifyInstance) => {
  const dispatcher = replicaDispatcher();
  app.addHook('onClose', () => dispatcher.destroy());
  // The proxy asks for nothing but `request`, and types it by a version of its own.
  return dispatcher as unknown as NonNullable<FastifyHttpProxyOptions['undici']>;
};

/** Hands every API request to the service that owns its resource, saying which network the host name stands for. */
export const addProxy = async (app: FastifyInstance, config: GatewayConfig): Promise<void> => {
  const upstreams = upstreamsOf(config);
  const away = refuse('unavailable', 'This part is not to be reached just now; try again shortly.');
  const { replyOptions, ...shared } = handingOn(app, config, (reply) => sendRefusal(reply, away));
  await app.register(httpProxy, {
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
};

/** Hands the answering page on to the survey service, which renders it. */
export const addAnsweringPage = async (
  app: FastifyInstance,
  config: GatewayConfig,
  { pages }: Pages,
): Promise<void> => {
  const away = await readFile(join(pages, 'unavailable.html'), 'utf8');
  await app.register(httpProxy, {
    ...handingOn(app, config, (reply) => {
      reply.code(503).header('retry-after', '2').type('text/html; charset=utf-8').send(away);
    }),
    prefix: '/answer',
    rewritePrefix: '/answer',
    httpMethods: ['GET', 'POST'],
    upstream: upstreamsOf(config).survey,
  });
};
