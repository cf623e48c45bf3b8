import { existsSync } from 'node:fs';
import { z } from 'zod';
import { loadConfig } from '../config.ts';
import { connectNats, type Nats, natsAddress } from '../messaging/nats.ts';

/** Where `npm start` writes the address, with the password, for whoever operates it. */
const ofTheStart = '.skein/nats_url';

/** What an operator's command reads from its environment; the defaults are those of `npm start`. */
export const OperatorConfig = z.object({
  SKEIN_NATS_URL: z.string().default('nats://127.0.0.1:4322'),
  SKEIN_PREFIX: z.string().default('skein'),
  SKEIN_NETWORK: z.string().default('demonstration'),
});
export type OperatorConfig = z.infer<typeof OperatorConfig>;

/** Runs a command of an operator's: connects, works, and ends the process with 0, or with 1 and the reason. */
export const runCommand = async (
  work: (nats: Nats, config: OperatorConfig) => Promise<void>,
): Promise<void> => {
  const { SKEIN_NATS_URL, SKEIN_NATS_URL_FILE } = process.env;
  const isTold = SKEIN_NATS_URL || SKEIN_NATS_URL_FILE || !existsSync(ofTheStart);
  const config = loadConfig(OperatorConfig, {
    ...process.env,
    ...(!isTold && { SKEIN_NATS_URL_FILE: ofTheStart }),
  });
  const nats = await connectNats(config.SKEIN_NATS_URL, 'operator', 3_000).catch((error: Error) => {
    const { servers } = natsAddress(config.SKEIN_NATS_URL);
    console.error(`NATS does not answer at ${servers.join(',')} (${error.message}). Set SKEIN_NATS_URL.`);
    process.exit(1);
  });
  try {
    await work(nats, config);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  } finally {
    await nats.connection.drain();
  }
};
