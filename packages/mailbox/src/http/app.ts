import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Letter } from '../letters/letter.ts';
import { openLetter } from '../letters/read.ts';
import type { LetterRegister } from '../letters/register.ts';
import { letterPage, listPage } from './pages.ts';
import { ProblemError, sendProblem } from './problem.ts';
import { letterQuery } from './query.ts';

interface AppOptions {
  readonly register: LetterRegister;
  /** The bytes of a letter, or undefined when it was deleted meanwhile. */
  readonly source: (id: string) => Promise<Buffer | undefined>;
  readonly clear: () => Promise<void>;
}

// A letter's frame inherits this policy: no script, nothing loaded, its links lead nowhere in the frame.
const PAGE_POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'content-security-policy': PAGE_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

type LetterRequest = FastifyRequest<{ Params: { id: string } }>;

/** The HTTP side: pages to read letters in, the JSON API for tests, and readiness. */
export const buildApp = ({ register, source, clear }: AppOptions): FastifyInstance => {
  const app = Fastify({
    logger: false,
    forceCloseConnections: true,
    frameworkErrors: (error, request, reply) =>
      sendProblem(request, reply, new ProblemError(400, error.message)),
  });

  const found = async (request: LetterRequest): Promise<{ letter: Letter; bytes: Buffer }> => {
    const letter = register.get(request.params.id);
    const bytes = letter && (await source(letter.id));
    if (letter === undefined || bytes === undefined) throw new ProblemError(404, 'There is no such letter.');
    return { letter, bytes };
  };
  const opened = async (request: LetterRequest) => {
    const { letter, bytes } = await found(request);
    return openLetter(letter, bytes);
  };

  app.addHook('onRequest', async (_request, reply) => void reply.headers(HEADERS));
  app.setNotFoundHandler((request, reply) =>
    sendProblem(request, reply, new ProblemError(404, `There is no ${request.method} ${request.url}.`)),
  );
  app.setErrorHandler((error, request, reply) => {
    if (error instanceof ProblemError) return sendProblem(request, reply, error);
    const { statusCode, message } = error as { statusCode?: number; message: string };
    const ofCaller = statusCode !== undefined && statusCode < 500;
    return sendProblem(request, reply, new ProblemError(ofCaller ? 400 : 500, message));
  });

  app.get('/health/ready', async () => ({ status: 'ready' }));

  app.get('/api/letters', async (request) => {
    const { after, limit, ...filter } = letterQuery(request.query);
    return register.page(filter, after, limit);
  });
  app.delete('/api/letters', async (_request, reply) => {
    await clear();
    return reply.code(204).send();
  });
  app.get('/api/letters/:id', opened);
  app.get('/api/summary', async () => register.summary());
  app.get('/api/duplicates', async () => ({ items: register.duplicates() }));

  app.get('/', async (request, reply) => {
    const { after, limit, ...filter } = letterQuery(request.query);
    const page = register.page(filter, after, limit);
    reply.type('text/html; charset=utf-8');
    return listPage(page, filter, after === undefined, register.duplicates());
  });
  app.get('/letters/:id', async (request: LetterRequest, reply) => {
    const letter = await opened(request);
    const counts = register
      .duplicates()
      .flatMap(({ letters, count }) => (letters.includes(letter.id) ? [count] : []));
    reply.type('text/html; charset=utf-8');
    return letterPage(letter, Math.max(0, ...counts));
  });
  app.get('/letters/:id/source', async (request: LetterRequest, reply) => {
    reply.type('text/plain; charset=utf-8');
    return (await found(request)).bytes;
  });
  return app;
};
