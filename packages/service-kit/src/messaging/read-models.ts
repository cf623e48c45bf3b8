import type { ServiceName } from '@skein/contracts';
import { z } from 'zod';
import type { Background } from '../loop.ts';
import { type ConsumerHost, forgetApplied, type RunningConsumer, startConsumer } from './consumer.ts';
import type { ConsumerDeclaration } from './event-consumer.ts';

/** Collections that follow from streams alone: they can be dropped and built again. */
export interface ReadModel {
  readonly name: string;
  readonly collections: readonly string[];
  readonly consumer: ConsumerDeclaration;
}

export interface RunningReadModels extends Background {
  /** Drops a read model and builds it from its stream; resolves when it has caught up. */
  rebuild(name: string): Promise<{ applied: number }>;
  readonly names: readonly string[];
}

export const startReadModels = async (
  host: ConsumerHost,
  models: readonly ReadModel[],
  consumers: readonly ConsumerDeclaration[],
): Promise<RunningReadModels> => {
  const plain = await Promise.all(consumers.map((declaration) => startConsumer(host, declaration)));
  const running = new Map<string, RunningConsumer>();
  for (const model of models) running.set(model.name, await startConsumer(host, model.consumer));

  const caughtUp = async ({ consumer }: ReadModel): Promise<number> => {
    for (;;) {
      const info = await host.nats.jsm.consumers
        .info(consumer.stream(host.prefix), consumer.name)
        .catch(() => undefined);
      if (info && info.num_pending === 0 && info.num_ack_pending === 0) return info.ack_floor.consumer_seq;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };

  return {
    names: [...running.keys()],
    rebuild: async (name) => {
      const model = models.find((candidate) => candidate.name === name);
      if (!model)
        throw new Error(`There is no read model ${name}; there are: ${[...running.keys()].join(', ')}.`);
      await running.get(name)?.stop();
      const { consumer } = model;
      await host.nats.jsm.consumers
        .delete(consumer.stream(host.prefix), consumer.name)
        .catch(() => undefined);
      for (const collection of model.collections) await host.db.collection(collection).deleteMany({});
      await forgetApplied(host.db, consumer.name);
      running.set(name, await startConsumer(host, consumer));
      return { applied: await caughtUp(model) };
    },
    stop: async () => {
      await Promise.all([...plain, ...running.values()].map((consumer) => consumer.stop()));
    },
  };
};

const RebuildOrder = z.object({ readModel: z.string() });

/** Subject on which the operator's command orders a rebuild. */
export const rebuildSubject = (prefix: string, service: ServiceName): string =>
  `${prefix}-operations.${service}.rebuild`;

/** Lets the command `npm run rebuild` reach this service's read models. */
export const serveRebuilds = (
  host: ConsumerHost,
  service: ServiceName,
  models: RunningReadModels,
): Background => {
  const subscription = host.nats.connection.subscribe(rebuildSubject(host.prefix, service), {
    queue: service,
    callback: (failure, message) => {
      if (failure) return;
      const order = RebuildOrder.safeParse(message.json());
      const work = order.success
        ? models.rebuild(order.data.readModel)
        : Promise.reject(new Error(`Name a read model: ${models.names.join(', ')}.`));
      work.then(
        (done) => message.respond(JSON.stringify(done)),
        (error: Error) => message.respond(JSON.stringify({ failure: error.message })),
      );
    },
  });
  return { stop: () => subscription.drain() };
};
