import { rm } from 'node:fs/promises';
import { dataFolder } from '@skein/local-runtime';
import { openMailbox } from '../mailbox.ts';
import { signIn } from '../sign-in.ts';
import { startSystem } from '../system.ts';

export interface Hosting {
  readonly email?: string;
  readonly name?: string;
  readonly environment?: Record<string, string>;
}

/** The whole installation with an empty network, and its first administrator, who has not signed in yet. */
export const startHosted = async ({
  email = 'ada.admin@example.org',
  name = 'Ada Admin',
  environment = {},
}: Hosting = {}) => {
  const dataDir = await dataFolder('skein-e2e-');
  const system = await startSystem({
    dataDir,
    fixedPorts: false,
    together: true,
    report: () => undefined,
    environment: { SKEIN_LOG_LEVEL: 'warn', ...environment },
  });
  const asked = ['--network', 'demonstration', '--email', email, '--name', name];
  await system.run('services/membership/src/commands/first-admin.ts', ...asked);
  const mailbox = openMailbox(system.mailboxUrl);
  return {
    system,
    mailbox,
    email,
    dataDir,
    signIn: async () => (await signIn(system.url, mailbox, email)).client,
    stop: async (): Promise<void> => {
      await system.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
export type Hosted = Awaited<ReturnType<typeof startHosted>>;
