import { ServiceName, serviceNames } from '@skein/contracts';
import { KeyOrder, type KeyState, keyOrderSubject } from '../identity/rotation.ts';
import { runCommand } from './operator.ts';

const usage = `Usage: keys list SERVICE | rotate SERVICE | withdraw SERVICE KEY, where SERVICE is one of ${serviceNames.join(', ')}.`;

/** `npm run keys -- list|rotate SERVICE`, `… withdraw SERVICE KEY`: the keys that a service's tokens are signed with. */
await runCommand(async (nats, { SKEIN_PREFIX: prefix }) => {
  const [does, service, kid] = process.argv.slice(2);
  const named = ServiceName.safeParse(service);
  const order = KeyOrder.safeParse({ does, kid });
  if (!named.success || !order.success) throw new Error(usage);
  const reply = await nats.connection.request(
    keyOrderSubject(prefix, named.data),
    JSON.stringify(order.data),
    {
      timeout: 10_000,
    },
  );
  const state = reply.json<KeyState | { failure: string }>();
  if ('failure' in state) throw new Error(state.failure);
  for (const key of state.keys) console.log(`${key}${key === state.current ? '  signs' : ''}`);
});
