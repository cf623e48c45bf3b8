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
import { z } from 'zod';
import type { ServiceContext } from '../context.ts';
import { authenticate, type Caller, denialAcross, networkHeader } from '../identity/authentication.ts';
import { type Loop, startLoop } from '../loop.ts';
import { sendTooLarge, tellingLimit } from './draining.ts';
import { refusalOfError, refusalOfIssues, sendRefusal } from './problems.ts';
import type { LeanImplementation } from './routes.ts';

/** The contract as what Fastify compiles once: it says all that zod would (`checkLossless`), and zod names the faults. */
const schemaOf = (schema: z.ZodType): object =>
  z.toJSONSchema(schema, { target: 'draft-7', io: 'input', reused: 'inline' });

const replySchemaOf = (schema: z.ZodType): object =>
  z.toJSONSchema(schema, { target: 'draft-7', io: 'output', reused: 'inline' });

/** What does not fit, told by the contract; undefined where the contract takes it after all. */
const faultIn = (route: Route, request: FastifyRequest): Refusal | undefined => {
  for (const where of ['params', 'body'] as const) {
    const outcome = route[where]?.safeParse(request[where]);
    if (outcome?.error) return refusalOfIssues(outcome.error.issues, where);
  }
  return undefined;
};

/** Answers counted by status, and told once a second: a line for each would cost more than the answer. */
const countAnswers = ({ log }: ServiceContext): { count(status: number): void; loop: Loop } => {
  let answers: Record<number, number> = {};
  return {
    count: (status) => {
      answers[status] = (answers[status] ?? 0) + 1;
    },
    loop: startLoop('lean-answers', log, 1_000, async () => {
      if (Object.keys(answers).length) log.info({ answers }, 'answered');
      answers = {};
      return false;
    }),
  };
};

/**
 * Mounts lean routes in a scope that has none of the hooks of the others: no security headers but `nosniff`, no
 * cookies, no line in the log for each request, no trace. What stays is the contract, problems, limits of the body, and
 * that nobody signed in to one network calls another.
 */
export const mountLean = async (
  app: FastifyInstance,
  context: ServiceContext,
  implementations: readonly LeanImplementation[],
  denied: (route: Route, caller: Caller, request: FastifyRequest) => Promise<void>,
): Promise<void> => {
  if (implementations.length === 0) return;
  const { config, keys, log } = context;
  const { count, loop } = countAnswers(context);
  app.addHook('onClose', () => loop.stop());

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
        const fault = request.validationError && faultIn(route, request);
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
