import type { Readable } from 'node:stream';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import underPressure from '@fastify/under-pressure';
import {
  type Actor,
  apiPrefix,
  defaultBodyLimit,
  isRefusal,
  problemStatus,
  type Route,
  refuse,
} from '@skein/contracts';
import { create as createDisposition } from 'content-disposition';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { z } from 'zod';
import type { ServiceContext } from '../context.ts';
import {
  authenticate,
  type Caller,
  denialAcross,
  denialAtDoor,
  staleness,
} from '../identity/authentication.ts';
import { denial } from '../identity/denial.ts';
import { transact } from '../messaging/transact.ts';
import { writeAudit, writeDenial } from '../people/audit.ts';
import { withTrace } from '../trace.ts';
import { type BrowserPage, mountPages } from './browser-pages.ts';
import { sendTooLarge, tellingLimit } from './draining.ts';
import { endStreamsOnClose, eventStreamType, sendEvents } from './event-streams.ts';
import { addHealth, type Checks } from './health.ts';
import { onceFor, replyIdOf } from './idempotency.ts';
import { parsed, versionIn } from './input.ts';
import { takeJson } from './json.ts';
import { asItIs } from './lean/contract.ts';
import { createLane } from './lean/lane.ts';
import { mountLean } from './lean/mount.ts';
import { mountOpened } from './opened.ts';
import { notFound, refusalOfError, sendRefusal } from './problems.ts';
import type { Call, Download, HandledImplementation, Implementation, LeanImplementation } from './routes.ts';
import { serverOptions } from './server.ts';
import { takeRawBodies, uploadOf } from './uploads.ts';

/** The HTTP side of a service: the routes of its contract, with validation, rights, problems and health; and its pages. */
export const buildApp = async (
  context: ServiceContext,
  implementations: readonly Implementation[],
  pages: readonly BrowserPage[] = [],
  checks: Checks = {},
): Promise<FastifyInstance> => {
  const [lean, handled] = apart(implementations);
  const lane = lean.length > 0 ? createLane(context, lean) : undefined;
  const app = Fastify({
    loggerInstance: context.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: defaultBodyLimit,
    forceCloseConnections: 'idle',
    // The gateway alone says whom a request is from; whoever comes past it is where they come from.
    trustProxy: context.config.SKEIN_TRUSTED_GATEWAYS,
    ...serverOptions(Math.max(defaultBodyLimit, ...implementations.map(({ route }) => route.bodyLimit ?? 0))),
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
    ajv: { customOptions: asItIs },
    ...(lane && { serverFactory: lane.serve }),
  });
  endStreamsOnClose(app);
  // JSON is what is taken; Fastify would take plain text too.
  app.removeContentTypeParser('text/plain');
  // Mail clients post the one-click form of RFC 8058; nothing in it is read.
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, _body, done) => done(null, undefined),
  );
  app.setErrorHandler((error, request, reply) => {
    const refusal = refusalOfError(error as never, context.log);
    if (refusal.refused === 'too-large') return sendTooLarge(request, reply, tellingLimit(request, refusal));
    if (refusal.refused !== 'unsupported-media-type') return sendRefusal(reply, refusal);
    const type = request.headers['content-type']?.slice(0, 100) ?? 'no type';
    return sendRefusal(reply, { ...refusal, detail: `A body of ${type} is not taken here.` });
  });
  if (lane)
    await mountLean(app, context, lean, lane, (route, caller, request) =>
      auditDenial(context, route, caller, request),
    );
  // In a scope too: a hook of the whole app would reach the lean routes, whenever it is added.
  await app.register((scope) => mountHandled(scope, context, handled, pages, checks));
  return app;
};

const mountHandled = async (
  app: FastifyInstance,
  context: ServiceContext,
  implementations: readonly HandledImplementation[],
  pages: readonly BrowserPage[],
  checks: Checks,
): Promise<void> => {
  // Only whoever terminates TLS in front knows that there is TLS, and for which names.
  await app.register(helmet, { contentSecurityPolicy: false, strictTransportSecurity: false });
  await app.register(cookie);
  takeJson(app);
  await app.register(underPressure, { maxEventLoopDelay: 2_000, retryAfter: 2, exposeStatusRoute: false });
  app.setNotFoundHandler((request, reply) => sendRefusal(reply, notFound(request)));
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    const ms = Math.round(reply.elapsedTime);
    context.log.info({ method, route: routeOptions.url, status: reply.statusCode, ms }, 'answered');
  });
  addHealth(app, context, checks);
  await mountPages(app, context, pages);
  mountOpened(app, implementations);
  for (const implementation of implementations) {
    const { consumes } = implementation.route;
    if (!consumes) addRoute(app, context, implementation);
    // In a scope of its own: there these types alone are taken, and elsewhere they are refused.
    else
      await app.register(async (scope) => {
        takeRawBodies(scope, consumes);
        addRoute(scope, context, implementation);
      });
  }
};

const apart = (
  implementations: readonly Implementation[],
): [LeanImplementation[], HandledImplementation[]] => [
  implementations.filter((one) => 'lean' in one),
  implementations.filter((one) => 'handle' in one),
];

const addRoute = (
  app: FastifyInstance,
  context: ServiceContext,
  implementation: HandledImplementation,
): void => {
  const { route } = implementation;
  app.route({
    method: route.method,
    url: `${apiPrefix}${route.path}`,
    bodyLimit: route.bodyLimit ?? defaultBodyLimit,
    handler: (request, reply) =>
      withTrace(request.headers.traceparent as string | undefined, async () => {
        const caller = await authenticate(request, context.keys, context.config.SKEIN_NETWORK);
        if (isRefusal(caller)) return sendRefusal(reply, caller);
        const answer =
          denialAcross(caller, request) ??
          (await answerCall(context, implementation, request, reply, caller));
        if (isRefusal(answer)) {
          if (problemStatus[answer.refused] === 403) await auditDenial(context, route, caller, request);
          return sendRefusal(reply, answer);
        }
        return sendAnswer(reply, route, answer);
      }),
  });
};

const auditDenial = (
  context: ServiceContext,
  route: Route,
  { network, actor }: Caller,
  request: FastifyRequest,
): Promise<void> =>
  writeDenial(context.readerOf(network), {
    actor: actor?.person ?? null,
    action: route.id,
    targets: Object.values((request.params as Record<string, string> | undefined) ?? {}),
    at: context.now(),
  });

const answerCall = async (
  context: ServiceContext,
  { route, writes, handle }: HandledImplementation,
  request: FastifyRequest,
  reply: FastifyReply,
  { actor, network }: Caller,
): Promise<unknown> => {
  const now = context.now();
  const denied = denialAtDoor(actor, route, now);
  if (denied) return denied;
  const input = parsed(request, route);
  if (isRefusal(input)) return input;
  const ifMatch = route.ifMatch ? versionIn(request) : 0;
  if (isRefusal(ifMatch)) return ifMatch;
  const done: Call<Route>['done'] = (tx) => {
    const inAddress = Object.values((input.params as Record<string, unknown> | undefined) ?? {}).map(String);
    const targets = [...inAddress, ...tx.concerned];
    return writeAudit(tx, {
      actor: actor?.person ?? null,
      action: route.id,
      targets,
      outcome: 'done',
      at: now,
    });
  };
  const key = request.headers['idempotency-key'];
  const scope = scopeOf(network, actor, route);
  const once: Call<Route>['once'] = (tx, handled, digest) => {
    const work = async () => {
      const answer = await handled();
      if (!isRefusal(answer)) await done(tx);
      return answer;
    };
    if (typeof key !== 'string') return work();
    if (key.length > 200)
      return Promise.resolve(refuse('invalid-request', 'An Idempotency-Key has at most 200 characters.'));
    const content = [input.params, input.query, input.body ?? digest];
    const keyed = { key, scope, content, secret: route.secret };
    return onceFor(keyed, tx, work);
  };
  const call = {
    ...input,
    actor,
    network,
    ifMatch,
    now,
    reader: context.readerOf(network),
    upload: uploadOf(request, route.bodyLimit ?? defaultBodyLimit),
    request,
    reply,
    deny: (right, target) => denial(actor, right, target),
    stale: () => staleness(actor, now),
    done,
    once,
    replyId: typeof key === 'string' ? replyIdOf({ scope, key }) : undefined,
  } as Call<Route>;
  if (!writes) return handle(call, undefined as never);
  return transact(context, { network, now }, (tx) => once(tx, () => handle({ ...call, reader: tx }, tx)));
};

const scopeOf = (network: string, actor: Actor | undefined, route: Route): string =>
  [network, actor?.person ?? '', route.id].join(' ');

const sendShown = (reply: FastifyReply, { type, fileName, content }: Download, tag: string): FastifyReply => {
  const etag = `"${tag}"`;
  // Asked for each time: whether it may be seen can change, and it is somebody's.
  reply.header('etag', etag).header('cache-control', 'private, no-cache');
  const known = reply.request.headers['if-none-match']?.split(/\s*,\s*/) ?? [];
  if (known.includes(etag) || known.includes(`W/${etag}`)) return reply.code(304).send();
  return reply
    .code(200)
    .type(type)
    .header('content-disposition', `inline; filename="${fileName}"`)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .send(content);
};

/** Names that people gave hold any signs; one that is plain is quoted as it ever was. */
const attachment = (fileName: string): string =>
  /^[\w.-]+$/.test(fileName) ? `attachment; filename="${fileName}"` : createDisposition(fileName);

const sendDownload = (reply: FastifyReply, { type, fileName, content }: Download): FastifyReply =>
  reply
    .code(200)
    .type(type)
    .header('content-disposition', attachment(fileName))
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cache-control', 'no-store')
    .send(content);

const sendAnswer = (reply: FastifyReply, route: Route, answer: unknown): FastifyReply => {
  // What is asked for here is somebody's: no browser and nothing on the way keeps it.
  reply.header('cache-control', 'no-store');
  if (route.status === 204) return reply.code(204).send();
  if (route.produces) {
    const download = answer as Download;
    if (download.type === eventStreamType) return sendEvents(reply, download.content as Readable);
    return download.etag ? sendShown(reply, download, download.etag) : sendDownload(reply, download);
  }
  // Parsed by the contract on its way out, so that no field leaves that the contract does not name.
  const body = z.parse(route.reply, answer) as { version?: unknown } | undefined;
  if (typeof body?.version === 'number') reply.header('etag', `"${body.version}"`);
  return reply.code(route.status).send(body);
};
