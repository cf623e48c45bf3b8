import { ServiceName, serviceNames } from '@skein/contracts';
import { rebuildSubject } from '../messaging/read-models.ts';
import { runCommand } from './operator.ts';

/** `npm run rebuild -- <service> <read model>`: drops a read model and builds it again from its stream. */
await runCommand(async (nats, { SKEIN_PREFIX: prefix }) => {
  const [service, readModel] = process.argv.slice(2);
  const named = ServiceName.safeParse(service);
  if (!named.success)
    throw new Error(`Usage: rebuild SERVICE READ-MODEL, where SERVICE is one of ${serviceNames.join(', ')}.`);
  console.log(`Rebuilding ${readModel ?? '…'} of ${named.data}; the service goes on serving meanwhile …`);
  const order = JSON.stringify({ readModel });
  const reply = await nats.connection.request(rebuildSubject(prefix, named.data), order, {
    timeout: 600_000,
  });
  const { applied, failure } = reply.json<{ applied?: number; failure?: string }>();
  if (failure) throw new Error(failure);
  console.log(`Rebuilt from ${applied} messages.`);
});
