import type { Refusal } from '@skein/contracts';
import { drained, sendRefusal } from '@skein/service-kit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** How much of a body that is refused is read on for, bytes. */
export const readOn = 8 * 1024 * 1024;

const isAsking = ({ headers }: FastifyRequest): boolean => headers.expect?.toLowerCase() === '100-continue';

/** Lets a request that asks whether its body may come be looked at first; `goOn` then says that it may. */
export const askWhetherToGoOn = (app: FastifyInstance): void => {
  app.server.on('checkContinue', (request, reply) => app.routing(request, reply));
};

/** Says that the body may come, to those who ask first, as curl does before a large one. */
export const goOn = (request: FastifyRequest, reply: FastifyReply): void => {
  if (isAsking(request)) reply.raw.writeContinue();
};

/** Refuses a body. One that is too large is read past first, so that its sender reads why; a slow one is not. */
export const sendEnded = async (
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: Refusal,
): Promise<void> => {
  const whole = request.raw.complete || (refusal.refused === 'too-large' && !isAsking(request));
  if (whole && (await drained(request.raw, readOn))) reply.removeHeader('connection');
  else reply.header('connection', 'close');
  sendRefusal(reply, refusal);
};
