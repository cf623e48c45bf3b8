import { responsesContract } from '@skein/contracts';
import Fastify from 'fastify';
import { MongoClient } from 'mongodb';
import { z } from 'zod';

// How existing products take a response: one insert for each, acknowledged once a majority has it in the journal.
const { body, reply } = responsesContract.routes.submitResponse;
const schema = (of: z.ZodType, io: 'input' | 'output') =>
  z.toJSONSchema(of, { target: 'draft-7', io, reused: 'inline' });

interface Row {
  _id: string;
  survey: string;
  instrumentVersion: number;
  receivedAt: Date;
  answers: unknown;
}

const client = new MongoClient(process.env.SKEIN_MONGO_URL ?? '', {
  writeConcern: { w: 'majority', journal: true },
});
await client.connect();
const rows = client.db('bench_insert_each').collection<Row>('responses');
await rows.createIndex({ survey: 1, receivedAt: -1 });

const app = Fastify();
app.get('/health/ready', async () => ({ status: 'ready' }));
app.post(
  '/api/v1/surveys/:id/responses',
  { schema: { body: schema(body as z.ZodType, 'input'), response: { 202: schema(reply, 'output') } } },
  async (request, answer) => {
    const { response, instrumentVersion, answers } = request.body as {
      response: string;
      instrumentVersion: number;
      answers: unknown;
    };
    const { id: survey } = request.params as { id: string };
    const receivedAt = new Date();
    await rows.insertOne({ _id: `${survey}.${response}`, survey, instrumentVersion, receivedAt, answers });
    answer.code(202);
    return { response, survey, instrumentVersion, receivedAt: receivedAt.toISOString() };
  },
);
await app.listen({ host: '127.0.0.1', port: Number(process.env.BENCH_PORT) });
