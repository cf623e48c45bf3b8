import { setTimeout as delay } from 'node:timers/promises';
import type { GenericContainer, StartedTestContainer } from 'testcontainers';
import type { Report } from '../find/ways.ts';
import { freePort } from '../free-port.ts';
import type { ServerHandle } from './handle.ts';
import { jetStreamAnswers, natsConfig } from './nats.ts';
import { becomePrimary, replicaSet } from './replica-set.ts';

/**
 * MongoDB and NATS in containers of their own, by testcontainers, which removes them when this process is gone.
 * Their data live and die with the containers. Throws when no container engine answers.
 */
export async function startContainers(
  report: Report = () => {},
): Promise<{ mongo: ServerHandle; nats: ServerHandle }> {
  // Loaded late: it is large, and most machines start without it.
  const { GenericContainer, Wait } = await import('testcontainers');
  const [mongoPort, natsPort] = [await freePort(), await freePort()];
  report('starting MongoDB and NATS in containers …');
  // The same port inside and outside, so that a restart and the replica set's own address keep it.
  const mongo = new GenericContainer('mongo:8')
    .withExposedPorts({ container: mongoPort, host: mongoPort })
    .withCommand([
      'mongod',
      '--replSet',
      replicaSet,
      '--bind_ip_all',
      '--port',
      String(mongoPort),
      '--setParameter',
      'transactionLifetimeLimitSeconds=5',
    ])
    .withWaitStrategy(Wait.forListeningPorts());
  const content = natsConfig({
    host: '0.0.0.0',
    port: natsPort,
    store: '/data',
  });
  const nats = new GenericContainer('nats:2')
    .withExposedPorts({ container: natsPort, host: natsPort })
    .withCopyContentToContainer([{ content, target: '/etc/skein-nats.conf' }])
    .withCommand(['-c', '/etc/skein-nats.conf'])
    .withWaitStrategy(Wait.forListeningPorts());
  const natsUrl = `nats://127.0.0.1:${natsPort}`;
  const started = await Promise.allSettled([
    startContainer(mongo, mongoPort, `mongodb://127.0.0.1:${mongoPort}/?replicaSet=${replicaSet}`, () =>
      becomePrimary(mongoPort),
    ),
    startContainer(nats, natsPort, natsUrl, () => jetStreamAnswers(natsUrl)),
  ]);
  const [first, second] = started;
  if (first.status === 'fulfilled' && second.status === 'fulfilled')
    return { mongo: first.value, nats: second.value };
  for (const one of started) if (one.status === 'fulfilled') await one.value.stop();
  throw started.find((one) => one.status === 'rejected')?.reason;
}

async function startContainer(
  image: GenericContainer,
  port: number,
  url: string,
  ready: () => Promise<boolean>,
): Promise<ServerHandle> {
  const { getContainerRuntimeClient } = await import('testcontainers');
  const container: StartedTestContainer = await image.start();
  const stop = async () => {
    await container.stop();
  };
  await until(ready);
  return {
    url,
    urlFor: () => url,
    port,
    pid: undefined,
    stop,
    kill: async () => {
      const client = await getContainerRuntimeClient();
      await client.container.getById(container.getId()).kill({ signal: 'SIGKILL' });
    },
    restart: async () => {
      await container.restart();
      await until(ready);
    },
    [Symbol.asyncDispose]: stop,
  };
}

async function until(ready: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; ) {
    if (await ready().catch(() => false)) return;
    await delay(100);
  }
  throw new Error('the server in the container does not answer within 60 s');
}
