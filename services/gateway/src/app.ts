import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import scalar from '@scalar/fastify-api-reference';
import { apiPrefix, isRefusal, refuse, routeCatalogue } from '@skein/contracts';
import {
  asyncApiDocument,
  createLog,
  endStreamsOnClose,
  type LogDestination,
  openApiDocument,
  originOf,
  sendRefusal,
  serverOptions,
  spanInWords,
} from '@skein/service-kit';
import { builtPages } from '@skein/web';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { type GatewayConfig, upstreamsOf } from './config.ts';
import { type Pace, startWatch, usualPace } from './pace.ts';
import { addAnsweringPage, addLive, addProxy } from './proxy.ts';
import { askWhetherToGoOn, sendEnded } from './refusing.ts';
import { addPage, addStaticPages } from './static-pages.ts';

const version = '0.1.0';
const largestBody = Math.max(...routeCatalogue.map(({ bodyLimit = 0 }) => bodyLimit));

/** The one origin: the page, the API of all services, its reference; nothing else. */
export const buildGateway = async (
  config: GatewayConfig,
  pace: Partial<Pace> = {},
  logTo?: LogDestination,
): Promise<FastifyInstance> => {
  const { windowMs, ...rest } = { ...usualPace, ...pace };
  const app = Fastify({
    loggerInstance: createLog('gateway', config.SKEIN_LOG_LEVEL, logTo) as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    ...serverOptions(largestBody),
    // Who has not read for so long what they asked for will not.
    connectionTimeout: 4 * windowMs,
    forceCloseConnections: 'idle',
    // Otherwise whoever stands in front would be everybody, in each limit for an address.
    trustProxy: config.SKEIN_TRUSTED_PROXIES ?? false,
  });
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        upgradeInsecureRequests: null,
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    // Only whoever terminates TLS in front of this knows that there is TLS.
    strictTransportSecurity: false,
  });
  await app.register(rateLimit, {
    keyGenerator: ({ ip }) => originOf(ip),
    max: config.SKEIN_REQUESTS_PER_MINUTE,
    timeWindow: '1 minute',
    errorResponseBuilder: (_request, { ttl }) => ({
      ...refuse('rate-limited', `Too many requests from your address; go on in ${spanInWords(ttl / 1000)}.`),
      retryAfter: ttl / 1000,
      statusCode: 429,
    }),
  });
  app.setErrorHandler((error: { statusCode?: number; message: string; refused?: string }, request, reply) => {
    if (isRefusal(error)) return sendEnded(request, reply, error);
    if ((error.statusCode ?? 500) < 500) return sendRefusal(reply, refuse('invalid-request', error.message));
    app.log.error({ err: error }, 'a request failed');
    return sendRefusal(reply, refuse('internal', 'The failure is in the log.'));
  });
  const built = builtPages();
  const answeredAsPage = await addPage(app, built);
  app.setNotFoundHandler((request, reply) => {
    if (!answeredAsPage(request, reply))
      sendRefusal(reply, refuse('not-found', 'There is nothing at this address.'));
  });
  addHealth(app, config);
  await addReference(app);
  const watch = startWatch({ windowMs, ...rest });
  app.addHook('onClose', async () => watch.stop());
  askWhetherToGoOn(app);
  endStreamsOnClose(app);
  await addLive(app, config);
  await addProxy(app, config, watch);
  await addAnsweringPage(app, config, watch, built);
  await addStaticPages(app, built, config.SKEIN_ASSETS_DIR);
  return app;
};

const addHealth = (app: FastifyInstance, config: GatewayConfig): void => {
  app.get('/health/live', async () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    const answers = await Promise.all(
      Object.entries(upstreamsOf(config)).map(async ([name, url]) => {
        const ready = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2_000) }).then(
          (response) => response.ok,
          () => false,
        );
        return [name, ready] as const;
      }),
    );
    const down = answers.filter(([, ready]) => !ready).map(([name]) => name);
    return reply.code(down.length ? 503 : 200).send({ status: down.length ? 'waiting' : 'ready', down });
  });
};

const addReference = async (app: FastifyInstance): Promise<void> => {
  const openApi = openApiDocument(version);
  const asyncApi = asyncApiDocument(version);
  app.get(`${apiPrefix}/openapi.json`, async () => openApi);
  app.get(`${apiPrefix}/asyncapi.json`, async () => asyncApi);
  await app.register(async (reference) => {
    // The reference's own script styles its page inline; the rest of the origin stays strict.
    reference.addHook('onSend', async (_request, reply) => {
      reply.header(
        'content-security-policy',
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'",
      );
    });
    await reference.register(scalar, {
      routePrefix: '/reference',
      configuration: {
        url: `${apiPrefix}/openapi.json`,
        title: 'Skein API',
        withDefaultFonts: false,
        telemetry: false,
        showDeveloperTools: 'never',
        agent: { disabled: true },
      },
    });
  });
};
