import httpProxy from '@fastify/http-proxy';
import { apiPrefix, destinationOf, refuse } from '@skein/contracts';
import { networkHeader, sendRefusal } from '@skein/service-kit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type GatewayConfig, networkOf, type Upstreams, upstreamsOf } from './config.ts';

const pathOf = (url: string): string => (url.split('?')[0] ?? '').slice(apiPrefix.length);

const upstreamFor = (
  upstreams: Upstreams,
  request: Pick<FastifyRequest, 'method' | 'url'>,
): string | undefined => {
  const destination = destinationOf(request.method, pathOf(request.url));
  if (!destination) return undefined;
  return destination.process === 'intake' ? upstreams.intake : upstreams[destination.service];
};

/** Hands every API request to the service that owns its resource, saying which network the host name stands for. */
export const addProxy = async (app: FastifyInstance, config: GatewayConfig): Promise<void> => {
  const upstreams = upstreamsOf(config);
  await app.register(httpProxy, {
    prefix: apiPrefix,
    rewritePrefix: apiPrefix,
    upstream: '',
    undici: { connections: 128, headersTimeout: 30_000, bodyTimeout: 30_000, keepAliveTimeout: 30_000 },
    preHandler: (request, reply, done) => {
      if (upstreamFor(upstreams, request)) return done();
      sendRefusal(reply, refuse('not-found', 'Nothing in the API answers at this address.'));
    },
    // Its own lines would put addresses with their queries into the log.
    disableRequestLogging: true,
    replyOptions: {
      getUpstream: (request) => upstreamFor(upstreams, request as FastifyRequest) ?? '',
      rewriteRequestHeaders: (request, headers) => ({
        ...headers,
        // Set here and nowhere else, so that nobody chooses their network or their address.
        [networkHeader]: networkOf(config, (request as FastifyRequest).hostname),
        'x-forwarded-for': (request as FastifyRequest).ip,
      }),
      onError: (reply, { error }) => {
        reply.log.warn({ err: error }, 'a service is not to be reached');
        sendRefusal(
          reply as never,
          refuse('unavailable', 'This part is not to be reached just now; try again shortly.'),
        );
      },
    },
  });
};
