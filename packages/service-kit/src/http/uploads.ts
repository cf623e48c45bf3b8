import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { tooLarge } from './draining.ts';

/** Hands bodies of these types, and of no other, to the route as a stream; of any type, or none, where one is `*\/*`. */
export const takeRawBodies = (scope: FastifyInstance, types: readonly string[]): void => {
  scope.removeAllContentTypeParsers();
  for (const type of types) {
    scope.addContentTypeParser(type === '*/*' ? '*' : type, (_request, payload, done) => done(null, payload));
  }
};

/**
 * The raw body of a request, piece by piece. Past `limit` bytes it throws a refusal: at once where the client says the
 * length, else when that much has come.
 */
export async function* uploadOf(request: FastifyRequest, limit: number): AsyncGenerator<Buffer> {
  const body = request.body as Readable | undefined | null;
  if (!body) return;
  // Not destroyed when left early, which would cut the connection before the refusal is out.
  const chunks = (): AsyncIterable<Buffer> => body.iterator({ destroyOnReturn: false });
  let bytes = Number(request.headers['content-length'] ?? 0) > limit ? limit + 1 : 0;
  if (bytes === 0)
    for await (const chunk of chunks()) {
      bytes += chunk.length;
      if (bytes > limit) break;
      yield chunk;
    }
  if (bytes > limit) throw tooLarge(limit);
}
