import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { serviceNames } from '@skein/contracts';
import { GatewayConfig } from '@skein/gateway';
import { MailboxConfig } from '@skein/mailbox';
import { meeting } from '@skein/meeting';
import { membership } from '@skein/membership';
import { notification } from '@skein/notification';
import { loadConfig, OperatorConfig } from '@skein/service-kit';
import { survey, surveyIntake, surveyWorker } from '@skein/survey';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { z } from 'zod';
import { PrepareMongoConfig, PrepareNatsConfig } from './config.ts';
import { natsUsers } from './nats-users.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string): string => readFileSync(`${root}${file}`, 'utf8');

interface Secret {
  readonly file: string;
}
interface Container {
  readonly image: string;
  readonly command?: string[];
  readonly environment?: Record<string, string | null>;
  readonly secrets?: string[];
  readonly ports?: string[];
  readonly user?: string;
  readonly healthcheck?: { test?: string[]; disable?: boolean };
  readonly depends_on?: Record<string, { condition: string }>;
}
interface Compose {
  readonly services: Record<string, Container>;
  readonly secrets: Record<string, Secret>;
}

const compose: Compose = parse(read('docker-compose.yml'), { merge: true });
const containers = Object.entries(compose.services);

/** The process that each of our containers runs, and what that reads from its environment. */
const configs: Record<string, z.ZodType & { shape?: Record<string, z.ZodType> }> = {
  'services/gateway/src/main.ts': GatewayConfig,
  'services/membership/src/main.ts': membership.config,
  'services/meeting/src/main.ts': meeting.config,
  'services/survey/src/main.ts': survey.config,
  'services/survey/src/intake.ts': surveyIntake.config,
  'services/survey/src/worker.ts': surveyWorker.config,
  'services/notification/src/main.ts': notification.config,
  'packages/mailbox/src/main.ts': MailboxConfig,
  'infra/src/prepare-mongo.ts': PrepareMongoConfig,
  'infra/src/prepare-nats.ts': PrepareNatsConfig,
  'packages/service-kit/src/commands/dead-letters.ts': OperatorConfig,
};
/** These prepare MongoDB and NATS, and are done. */
const endByThemselves = ['mongo-replica-set', 'nats-streams'];
/** Runs a command when somebody has one. */
const byHand = 'operator';

const entryOf = ({ command }: Container): string => command?.[1] ?? '';
const ours = containers.filter(([, container]) => entryOf(container) in configs);

/** What an operator writes into `.env`, by the example. */
const example = Object.fromEntries(
  read('.env.example')
    .split('\n')
    .filter((line) => /^\w+=/.test(line))
    .map((line): [string, string] => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
);

/** The secrets as `make-secrets.sh` makes them, in form. */
const secrets: Record<string, string> = {
  mongo_root_password: 'long-enough-to-be-one',
  nats_url: 'nats://skein:secret@nats:4222',
  ...Object.fromEntries(
    serviceNames.flatMap((name) => [
      [`mongo_url_${name}`, `mongodb://${name}:secret@mongo:27017/?replicaSet=skein&authSource=admin`],
      [`nats_url_${name}`, `nats://${name}:secret@nats:4222`],
    ]),
  ),
  smtp_url: 'smtp://mailbox:1025',
};

/** `${NAME}`, `${NAME:-default}` and `${NAME:?what to do}`, as compose reads them. */
const filledIn = (text: string): string =>
  text.replaceAll(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_whole, name: string, kind?: string, rest?: string) => {
    const value = example[name] ?? (kind === '-' ? rest : undefined);
    if (value === undefined) throw new Error(`.env.example does not set ${name}`);
    return value;
  });

/** The environment as the process sees it, with what stands in secrets in its place. */
const environmentOf = ({ environment = {} }: Container): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]): [string, string][] => {
      if (value === null) return example[name] === undefined ? [] : [[name, example[name]]];
      if (!name.endsWith('_FILE')) return [[name, filledIn(value)]];
      return [[name.replace(/_FILE$/, ''), secrets[value.replace('/run/secrets/', '')] ?? '']];
    }),
  );

const isSecret = (name: string): boolean =>
  /_(URL|PASSWORD)(_[A-Z]+)?$/.test(name) && /MONGO|NATS|SMTP/.test(name) && !name.endsWith('_FILE');

describe('the compose file', () => {
  it('has every process of the services', () => {
    const entries = globSync('services/*/src/*.ts', { cwd: root }).filter(
      (file) => !file.endsWith('.test.ts') && /^await (runService|\w+\.listen)\(/m.test(read(file)),
    );
    expect(entries.length).toBeGreaterThanOrEqual(7);
    const run = ours.map(([, container]) => entryOf(container));
    expect(entries.filter((file) => !run.includes(file))).toEqual([]);
  });

  it('runs nothing that is not there, and nothing that this test does not know', () => {
    const known = [...ours.map(([name]) => name), 'mongo', 'nats'];
    expect(containers.map(([name]) => name).toSorted()).toEqual(known.toSorted());
    for (const [, container] of ours) expect(existsSync(`${root}${entryOf(container)}`)).toBe(true);
  });

  describe.each(ours)('%s', (_name, container) => {
    const config = configs[entryOf(container)];

    it('is given all that its configuration requires, with values that it takes', () => {
      const result = config?.safeParse(environmentOf(container));
      expect(result?.error?.issues ?? []).toEqual([]);
    });

    it('is given nothing that its configuration does not know, and can be given all that it does', () => {
      const given = Object.keys(container.environment ?? {}).map((name) => name.replace(/_FILE$/, ''));
      // Where letters are kept on a disk is for the mailbox that a person starts by hand.
      const known = Object.keys(config?.shape ?? {}).filter((name) => name !== 'SKEIN_MAILBOX_DIR');
      expect(given.toSorted()).toEqual(known.toSorted());
    });

    it('is given secrets in files, each of which it may read', () => {
      const named = Object.entries(container.environment ?? {});
      const open = named.filter(([name]) => isSecret(name)).map(([name]) => name);
      expect(open).toEqual([]);
      const files = named.flatMap(([name, value]) => (name.endsWith('_FILE') ? [value] : []));
      const mounted = (container.secrets ?? []).map((secret) => `/run/secrets/${secret}`);
      expect(files.toSorted()).toEqual(mounted.toSorted());
    });
  });

  it('checks the health of every container that stays', () => {
    expect(read('infra/Dockerfile')).toMatch(/^HEALTHCHECK .*"infra\/src\/healthy\.ts"/m);
    for (const [name, { image, healthcheck }] of containers) {
      expect(Boolean(healthcheck?.disable), name).toBe([...endByThemselves, byHand].includes(name));
      if (!image.includes('skein')) expect(healthcheck?.test?.[0], name).toBe('CMD');
    }
  });

  it('starts each container when what it stands on is healthy, or done', () => {
    for (const [name, { depends_on = {} }] of containers) {
      if (endByThemselves.includes(name)) continue;
      for (const [other, { condition }] of Object.entries(depends_on)) {
        const last = endByThemselves.includes(other) ? 'service_completed_successfully' : 'service_healthy';
        expect(condition, `${name} on ${other}`).toBe(last);
      }
    }
  });

  it.each(['membership', 'meeting', 'survey', 'notification'])(
    'starts no %s without the address that its letters lead to',
    (name) => {
      const container = compose.services[name];
      if (!container) throw new Error(`There is no ${name}.`);
      const { SKEIN_PUBLIC_URL: _, ...without } = environmentOf(container);
      expect(() => loadConfig(configs[entryOf(container)] as z.ZodType, without)).toThrow(
        'SKEIN_PUBLIC_URL: is not set',
      );
    },
  );

  it('publishes the gateway and the mailbox, and to this host alone unless told', () => {
    const published = containers.filter(([, { ports }]) => ports);
    expect(published.map(([name]) => name)).toEqual(['gateway', 'mailbox']);
    for (const [, { ports = [] }] of published)
      for (const port of ports) expect(filledIn(port)).toMatch(/^127\.0\.0\.1:/);
  });

  it('runs no process as root, but for NATS, which may do nothing that root may', () => {
    expect(read('infra/Dockerfile')).toMatch(/^USER node$/m);
    expect(compose.services.mongo?.user).toBe('999:999');
    for (const [name, container] of containers) {
      expect(container, name).toMatchObject({
        cap_drop: ['ALL'],
        read_only: true,
        security_opt: ['no-new-privileges:true'],
      });
    }
  });

  it('takes every secret from a file that make-secrets.sh makes', () => {
    const made = read('infra/make-secrets.sh');
    for (const [name, { file }] of Object.entries(compose.secrets)) {
      expect(filledIn(file)).toBe(`./infra/secrets/${name}`);
      const ofService = name.replace(new RegExp(`_(${serviceNames.join('|')})$`), '_');
      expect(made).toMatch(
        new RegExp(`keep ${name}$|keep "${ofService}\\$service"$|=${ofService}\\$user$|=${name}$`, 'm'),
      );
    }
  });

  it('has each service sign in as itself, and shows its address to no other', () => {
    for (const [name, { secrets: mounted = [] }] of containers) {
      const service = serviceNames.find((one) => name === one || name.startsWith(`${one}-`));
      const addresses = mounted.filter((secret) => /^(mongo|nats)_url/.test(secret));
      if (service) expect(addresses, name).toEqual([`mongo_url_${service}`, `nats_url_${service}`]);
    }
  });

  it('says who uses NATS as the contracts have it', async () => {
    await expect(natsUsers('skein')).toMatchFileSnapshot('../nats/users.conf');
  });

  it('keeps NATS’ messages as safe as the local runtime does', () => {
    expect(read('infra/nats/nats.conf')).toMatch(/^\s*sync_interval: always$/m);
    const mongod = parse(read('infra/mongo/mongod.conf'));
    expect(mongod.replication.replSetName).toBe(
      compose.services['mongo-replica-set']?.environment?.SKEIN_MONGO_REPLICA_SET,
    );
    const local = read('packages/local-runtime/src/servers/mongo.ts');
    expect(local).toContain(`'--oplogSize', '${mongod.replication.oplogSizeMB}'`);
    for (const [name, value] of Object.entries(mongod.setParameter))
      expect(local).toContain(`${name}=${value}`);
  });
});
