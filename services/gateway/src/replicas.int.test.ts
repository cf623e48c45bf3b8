import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { replicaDispatcher } from './replicas.ts';

/** A server at one of this machine's addresses that answers with that address. */
const replicaAt = async (address: string, port = 0): Promise<number> => {
  const server = createServer((_request, reply) => reply.end(address)).listen(port, address);
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
};

it('gives every replica behind a name its share, one request after the other', async () => {
  const addresses = ['127.0.0.1', '127.0.0.2', '127.0.0.3'];
  const [first = '', ...others] = addresses;
  const port = await replicaAt(first);
  for (const address of others) await replicaAt(address, port);
  const dispatcher = replicaDispatcher((_origin, _options, callback) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: 4, ttl: 2_000 })),
    ),
  );
  onTestFinished(() => dispatcher.close());
  const answers: string[] = [];
  for (let count = 0; count < 9; count += 1) {
    const origin = `http://survey-intake:${port}`;
    const { body } = await dispatcher.request({ origin, path: '/', method: 'GET' });
    answers.push(await body.text());
  }
  for (const address of addresses) expect(answers.filter((answer) => answer === address)).toHaveLength(3);
});
