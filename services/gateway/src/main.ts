import { loadConfig } from '@skein/service-kit';
import { buildGateway } from './app.ts';
import { GatewayConfig } from './config.ts';

const config = loadConfig(GatewayConfig, process.env);
const app = await buildGateway(config);
await app.listen({ host: config.SKEIN_HOST, port: config.SKEIN_PORT });
const stop = async (): Promise<void> => {
  await app.close();
  process.exit(0);
};
for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.once(signal as 'SIGTERM', stop);
