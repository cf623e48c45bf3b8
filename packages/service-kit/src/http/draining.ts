import type { IncomingMessage } from 'node:http';
import { type Refusal, refuse } from '@skein/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendRefusal } from './problems.ts';
import { sizeOf } from './server.ts';

/** How much of a body that is refused is read on for at least, and for how long: bytes, milliseconds. */
const least = 8 * 1024 * 1024;
const longestMs = 5_000;

/**
 * Reads what is left of a body and throws it away, so that whoever is still sending gets to read the answer: were the
 * connection closed on them, they might see nothing but that.
 * @returns whether all of it came, so that the connection can be used again
 */
export const drained = (request: IncomingMessage, limit: number): Promise<boolean> =>
  new Promise((resolve) => {
    if (request.complete) return resolve(true);
    let bytes = 0;
    const end = (whole: boolean): void => {
      clearTimeout(timer);
      request.off('data', count).off('end', ended).off('close', cut);
      resolve(whole);
    };
    const ended = (): void => end(true);
    const cut = (): void => end(false);
    const count = (chunk: Buffer): void => {
      bytes += chunk.length;
      if (bytes > Math.max(least, limit)) end(false);
    };
    const timer = setTimeout(cut, longestMs);
    request.on('data', count).on('end', ended).on('close', cut);
    request.resume();
  });

export const tooLarge = (limit: number): Refusal =>
  refuse('too-large', `At most ${sizeOf(limit)} are taken here.`);

/** The refusal of Fastify, which names no limit, with the route's. */
export const tellingLimit = ({ routeOptions }: FastifyRequest, refusal: Refusal): Refusal =>
  routeOptions.bodyLimit === undefined ? refusal : tooLarge(routeOptions.bodyLimit);

/** Refuses a body that is too large once it is read past; the next request on the connection is answered as any other. */
export const sendTooLarge = async (
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: Refusal,
): Promise<void> => {
  const whole = await drained(request.raw, request.routeOptions.bodyLimit ?? 0);
  if (whole) reply.removeHeader('connection');
  else reply.header('connection', 'close');
  sendRefusal(reply, refusal);
};
