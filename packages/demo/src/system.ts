import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { natsPermissions, type ServiceName, serviceNames } from '@skein/contracts';
import {
  compileCache,
  freePort,
  httpProbe,
  type ProcessHandle,
  type Servers,
  startProcess,
  startServers,
} from '@skein/local-runtime';
import { connectNats, ensureStreams } from '@skein/service-kit';
import { ensureBuilt } from '@skein/web/build';
import type { Installation } from './installation.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

export interface SystemOptions {
  /** Where everything is kept: data, letters, logs. */
  readonly dataDir: string;
  /** Fixed ports, each the next free one if taken; otherwise all are the operating system's choice. */
  readonly fixedPorts: boolean;
  readonly report: (line: string) => void;
  /** All services and the gateway as one process: soon up, and none to be killed alone. */
  readonly together?: boolean;
  readonly environment?: Record<string, string>;
}

export const processNames = [
  'membership',
  'meeting',
  'survey',
  'survey-intake',
  'survey-worker',
  'notification',
  'gateway',
] as const;
export type ProcessName = (typeof processNames)[number];

/** The whole installation on this machine. */
export interface System extends Installation {
  readonly servers: Servers;
  readonly processes: ReadonlyMap<ProcessName, ProcessHandle>;
  readonly mailbox: ProcessHandle;
  stop(): Promise<void>;
}

const entries: Record<ProcessName, string> = {
  membership: 'services/membership/src/main.ts',
  meeting: 'services/meeting/src/main.ts',
  survey: 'services/survey/src/main.ts',
  'survey-intake': 'services/survey/src/intake.ts',
  'survey-worker': 'services/survey/src/worker.ts',
  notification: 'services/notification/src/main.ts',
  gateway: 'services/gateway/src/main.ts',
};

const usualPorts = {
  gateway: 8080,
  membership: 4101,
  meeting: 4102,
  survey: 4103,
  'survey-intake': 4104,
  'survey-worker': 4105,
  notification: 4106,
  mailbox: 8025,
  smtp: 1025,
  'mail-in': 1026,
  mongo: 27117,
  nats: 4322,
};
type Ports = typeof usualPorts;

const choosePorts = async (fixed: boolean): Promise<Ports> => {
  const chosen: Record<string, number> = {};
  const taken = new Set<number>();
  for (const [name, usual] of Object.entries(usualPorts)) {
    let port = await freePort(fixed ? usual : 0);
    while (taken.has(port)) port = await freePort(fixed ? port + 1 : 0);
    taken.add(port);
    chosen[name] = port;
  }
  return chosen as Ports;
};

const local = (port: number): string => `http://127.0.0.1:${port}`;

// By name, since browsers keep no passkeys for a number.
const named = (port: number): string => `http://localhost:${port}`;

const environmentOf = (ports: Ports, extra: Record<string, string>): Record<string, string> => ({
  SKEIN_PUBLIC_URL: named(ports.gateway),
  SKEIN_SMTP_URL: `smtp://127.0.0.1:${ports.smtp}`,
  SKEIN_MAIL_IN_DOMAIN: 'in.skein.example',
  SKEIN_MAIL_IN_PORT: String(ports['mail-in']),
  SKEIN_MEMBERSHIP_URL: local(ports.membership),
  SKEIN_MEETING_URL: local(ports.meeting),
  SKEIN_SURVEY_URL: local(ports.survey),
  SKEIN_INTAKE_URL: local(ports['survey-intake']),
  SKEIN_NOTIFICATION_URL: local(ports.notification),
  ...extra,
});

const prefixIn = ({ SKEIN_PREFIX = 'skein' }: Record<string, string>): string => SKEIN_PREFIX;

/** Who uses the servers: each service, and of them no more than it needs. */
const usersWith = (prefix: string) => ({
  mongoUsers: serviceNames.map((name) => ({ name, databases: [`${prefix}_${name}`] })),
  natsUsers: serviceNames.map((name) => ({ name, ...natsPermissions(prefix, name) })),
});

/** The addresses of the servers as somebody reaches them; whoever operates the installation where nobody is named. */
const serversFor = ({ mongo, nats }: Servers, user?: ServiceName): Record<string, string> => ({
  SKEIN_MONGO_URL: user ? mongo.urlFor(user) : mongo.url,
  SKEIN_NATS_URL: user ? nats.urlFor(user) : nats.url,
});

/** Makes the streams as this version declares them, which no service may alter. */
const prepareStreams = async (url: string, prefix: string): Promise<void> => {
  const nats = await connectNats(url, 'preparing', 10_000);
  await ensureStreams(nats, prefix);
  await nats.connection.close();
};

/** The service that a process is of. */
const serviceOf = (process: ProcessName): ServiceName | undefined =>
  serviceNames.find((service) => process === service || process.startsWith(`${service}-`));

/** Starts MongoDB, NATS, the mailbox, the services and the gateway, each as a process of its own. */
export const startSystem = async ({
  dataDir,
  fixedPorts,
  report,
  together = false,
  environment = {},
}: SystemOptions): Promise<System> => {
  await ensureBuilt();
  const logDir = join(dataDir, 'log');
  await mkdir(logDir, { recursive: true, mode: 0o700 });
  await chmod(dataDir, 0o700);
  const ports = await choosePorts(fixedPorts);
  const prefix = prefixIn({ ...process.env, ...environment } as Record<string, string>);
  const users = usersWith(prefix);
  const reached = { mongoPort: ports.mongo, natsPort: ports.nats };
  const servers = await startServers({ dataDir, ...reached, ...users, report });
  await prepareStreams(servers.nats.url, prefix);
  const operators = join(dataDir, 'nats_url');
  await writeFile(operators, servers.nats.url, { mode: 0o600 });
  await chmod(operators, 0o600);
  const { SKEIN_MONGO_URL: _, SKEIN_NATS_URL: __, ...inherited } = process.env;
  const shared = { ...inherited, ...environmentOf(ports, environment) } as Record<string, string>;
  const start = (
    name: string,
    entry: string,
    env: Record<string, string>,
    port: number,
  ): Promise<ProcessHandle> =>
    startProcess({
      name,
      entry: join(root, entry),
      env: { ...shared, ...env },
      cwd: root,
      logFile: join(logDir, `${name}.log`),
      ready: httpProbe(`${local(port)}/health/ready`),
    });
  const mailbox = await start(
    'mailbox',
    'packages/mailbox/src/main.ts',
    {
      SKEIN_SMTP_PORT: String(ports.smtp),
      SKEIN_MAILBOX_PORT: String(ports.mailbox),
      SKEIN_MAILBOX_DIR: join(dataDir, 'mailbox'),
    },
    ports.mailbox,
  );
  const settingsOf = (name: ProcessName): Record<string, string> => {
    const service = serviceOf(name);
    return { SKEIN_PORT: String(ports[name]), ...(service && serversFor(servers, service)) };
  };
  const startOne = async (name: ProcessName): Promise<readonly [ProcessName, ProcessHandle]> =>
    [name, await start(name, entries[name], settingsOf(name), ports[name])] as const;
  const startApart = async () => {
    const services = await Promise.all(processNames.filter((name) => name !== 'gateway').map(startOne));
    return new Map([...services, await startOne('gateway')]);
  };
  const startTogether = async () => {
    const parts = processNames.map((name) => [join(root, entries[name]), settingsOf(name)]);
    const env = { SKEIN_TOGETHER: JSON.stringify(parts) };
    const all = await start('together', 'packages/demo/src/testing/together.ts', env, ports.gateway);
    return new Map(processNames.map((name) => [name, all]));
  };
  report('starting the services …');
  const processes = await (together ? startTogether() : startApart());
  return {
    url: named(ports.gateway),
    mailboxUrl: local(ports.mailbox),
    natsUrl: servers.nats.url,
    servers,
    processes,
    mailbox,
    run: async (entry, ...args) => {
      const child = spawn(process.execPath, [join(root, entry), ...args], {
        env: { ...compileCache(), ...shared, ...serversFor(servers) },
        cwd: root,
        stdio: 'inherit',
      });
      const [status] = await once(child, 'exit');
      if (status !== 0) throw new Error(`${entry} ended with status ${status}.`);
    },
    stop: async () => {
      await processes.get('gateway')?.stop();
      await Promise.all([...new Set(processes.values()), mailbox].map((handle) => handle.stop()));
      await servers.stop();
    },
  };
};
