import { connectNats, ensureStreams, loadConfig } from '@skein/service-kit';
import { PrepareNatsConfig } from './config.ts';

// Runs whenever the installation comes up: no service may change a stream, or make one that is another's.
const { SKEIN_NATS_URL, SKEIN_PREFIX } = loadConfig(PrepareNatsConfig, process.env);
try {
  const nats = await connectNats(SKEIN_NATS_URL, 'preparing', 10_000);
  await ensureStreams(nats, SKEIN_PREFIX);
  await nats.connection.close();
  console.log('NATS has its streams and buckets.');
} catch (error) {
  console.error(`NATS cannot be prepared: ${(error as Error).message}.`);
  process.exit(1);
}
