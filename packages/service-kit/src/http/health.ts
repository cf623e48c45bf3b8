import type { FastifyInstance } from 'fastify';
import type { ServiceContext } from '../context.ts';

/** What must hold for a process to be ready, by the name that is told while it does not. */
export type Checks = Readonly<Record<string, () => Promise<unknown>>>;

/** Whether the process lives, and whether it reaches what it stands on and gets on with its work. */
export const addHealth = (app: FastifyInstance, context: ServiceContext, more: Checks): void => {
  app.get('/health/live', async () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    const checks = {
      mongo: () => context.db.command({ ping: 1 }),
      nats: () => context.nats.connection.flush(),
      ...more,
    };
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, await within(1_000, check)] as const),
    );
    const down = results.filter(([, reached]) => !reached).map(([name]) => name);
    return reply.code(down.length ? 503 : 200).send({ status: down.length ? 'waiting' : 'ready', down });
  });
};

const within = (milliseconds: number, check: () => Promise<unknown>): Promise<boolean> =>
  Promise.race([
    check().then(
      () => true,
      () => false,
    ),
    new Promise<boolean>((resolve) => setTimeout(resolve, milliseconds, false).unref()),
  ]);
