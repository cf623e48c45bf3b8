import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** The media type of server-sent events. */
export const eventStreamType = 'text/event-stream';

const openOf = new WeakMap<object, Set<Readable>>();

/** Lets a server that stops end the event streams that it holds open: by themselves they never would. */
export const endStreamsOnClose = (app: FastifyInstance): void => {
  const open = new Set<Readable>();
  openOf.set(app.server, open);
  app.addHook('preClose', async () => {
    for (const stream of open) stream.push(null);
  });
};

/** Minds a stream that is sent for as long as its reader is there and the server is up. */
export const mindStream = (reply: FastifyReply, content: Readable): void => {
  const open = openOf.get(reply.server.server);
  open?.add(content);
  content.once('close', () => open?.delete(content));
  // Whoever leaves is noticed by their connection alone.
  reply.raw.once('close', () => content.destroy());
};

/** Sends events as they come, past whatever would gather or keep them. */
export const sendEvents = (reply: FastifyReply, content: Readable): FastifyReply => {
  mindStream(reply, content);
  return reply
    .code(200)
    .type(eventStreamType)
    .header('cache-control', 'no-store')
    .header('x-accel-buffering', 'no')
    .send(content);
};
