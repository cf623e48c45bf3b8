import {
  apiPrefix,
  isRefusal,
  NetworkId,
  problemStatus,
  type Refusal,
  type Route,
  refuse,
} from '@skein/contracts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ServiceContext } from '../../context.ts';
import { authenticate, type Caller, denialAcross, networkHeader } from '../../identity/authentication.ts';
import { sendTooLarge, tellingLimit } from '../draining.ts';
import { refusalOfError, sendRefusal } from '../problems.ts';
import type { LeanImplementation } from '../routes.ts';
import { type Brought, faultIn, replySchemaOf, schemaOf } from './contract.ts';
import type { Lane } from './lane.ts';

/**
 * Mounts lean routes in a scope that has none of the hooks of the others: no security headers but `nosniff`, no
 * cookies, no line in the log for each request, no trace. What stays is the contract, problems, limits of the body, and
 * that nobody signed in to one network calls another. Only what is not plain enough for the lane comes here.
 */
export const mountLean = async (
  app: FastifyInstance,
  context: ServiceContext,
  implementations: readonly LeanImplementation[],
  { count, close, stop }: Lane,
  denied: (route: Route, caller: Caller, request: FastifyRequest) => Promise<void>,
): Promise<void> => {
  const { config, keys, log } = context;
  app.addHook('preClose', async () => close());
  app.addHook('onClose', () => stop());

  const refuseWith = (reply: FastifyReply, refusal: Refusal): void => {
    count(problemStatus[refusal.refused]);
    sendRefusal(reply.header('x-content-type-options', 'nosniff'), refusal);
  };

  const sendAnswer = (reply: FastifyReply, { status }: Route, said: unknown): void => {
    count(status);
    reply
      .code(status)
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'no-store')
      .send(said);
  };

  /** Who is signed in is looked at only where somebody says so. */
  const callerOf = async (request: FastifyRequest, route: Route): Promise<Caller | Refusal> => {
    const caller = await authenticate(request, keys, config.SKEIN_NETWORK);
    if (isRefusal(caller)) return caller;
    const across = denialAcross(caller, request);
    if (across) await denied(route, caller, request);
    return across ?? caller;
  };

  await app.register(async (scope) => {
    // A logger of its own for each request would be made for nothing.
    scope.setChildLoggerFactory((logger) => logger);
    scope.setErrorHandler((error, request, reply) => {
      const refusal = refusalOfError(error as never, log);
      if (refusal.refused !== 'too-large') return refuseWith(reply, refusal);
      count(problemStatus['too-large']);
      reply.header('x-content-type-options', 'nosniff');
      return sendTooLarge(request, reply, tellingLimit(request, refusal));
    });
    for (const { route, lean } of implementations) {
      const answer = (request: FastifyRequest, reply: FastifyReply, network: string): void => {
        const fault = request.validationError && faultIn(route, request as Brought);
        const { params, body } = request;
        const say = (said: unknown): void => {
          if (isRefusal(said)) refuseWith(reply, said);
          else if (said instanceof Error) reply.send(said);
          else sendAnswer(reply, route, said);
        };
        if (fault) say(fault);
        else lean({ params, body, network, now: context.now() }, say);
      };
      scope.route({
        method: route.method,
        url: `${apiPrefix}${route.path}`,
        ...(route.bodyLimit !== undefined && { bodyLimit: route.bodyLimit }),
        schema: {
          ...(route.params && { params: schemaOf(route.params) }),
          ...(route.body && { body: schemaOf(route.body) }),
          response: { [route.status]: replySchemaOf(route.reply) },
        },
        attachValidation: true,
        handler: (request, reply) => {
          const named = request.headers[networkHeader];
          if (request.headers.authorization !== undefined) {
            callerOf(request, route).then(
              (caller) =>
                isRefusal(caller) ? refuseWith(reply, caller) : answer(request, reply, caller.network),
              (error: unknown) => reply.send(error),
            );
          } else if (named === undefined) answer(request, reply, config.SKEIN_NETWORK);
          else if (NetworkId.safeParse(named).success) answer(request, reply, String(named));
          else
            refuseWith(
              reply,
              refuse('invalid-request', `The header ${networkHeader} is not a network's name.`),
            );
        },
      });
    }
  });
};
