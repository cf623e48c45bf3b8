import { responsesContract } from '@skein/contracts';
import Fastify from 'fastify';
import { z } from 'zod';

// The yardstick: Fastify as it is meant to be used, with the contract's own schemas compiled for body and reply, no
// hooks, no log, and nothing done with the response.
const { body, reply } = responsesContract.routes.submitResponse;
const schema = (of: z.ZodType, io: 'input' | 'output') =>
  z.toJSONSchema(of, { target: 'draft-7', io, reused: 'inline' });

const app = Fastify();
app.get('/health/ready', async () => ({ status: 'ready' }));
app.post(
  '/api/v1/surveys/:id/responses',
  { schema: { body: schema(body as z.ZodType, 'input'), response: { 202: schema(reply, 'output') } } },
  (request, answer) => {
    const { response, instrumentVersion } = request.body as { response: string; instrumentVersion: number };
    const { id } = request.params as { id: string };
    answer.code(202).send({ response, survey: id, instrumentVersion, receivedAt: new Date().toISOString() });
  },
);
await app.listen({ host: '127.0.0.1', port: Number(process.env.BENCH_PORT) });
