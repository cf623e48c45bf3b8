import { readFileSync } from 'node:fs';
import { NetworkId, TimeZone } from '@skein/contracts';
import { z } from 'zod';
import { AddressRanges } from './identity/address-ranges.ts';
import { Sites } from './identity/sites.ts';

/** What every service reads from its environment; a service extends it with its own. */
export const ServiceConfig = z.object({
  SKEIN_MONGO_URL: z.string().min(1),
  SKEIN_NATS_URL: z.string().min(1),
  SKEIN_HOST: z.string().default('127.0.0.1'),
  SKEIN_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  /** Leads every subject, stream and database name, so that installations can share servers. */
  SKEIN_PREFIX: z
    .string()
    .regex(/^[a-z][a-z0-9]{0,30}$/)
    .default('skein'),
  /** The network of requests that carry none: from the gateway, by host name. */
  SKEIN_NETWORK: NetworkId.default('demonstration'),
  /** Where people reach the installation, but for networks with an address of their own in `SKEIN_SITES`. */
  SKEIN_PUBLIC_URL: z.url().optional(),
  SKEIN_SITES: Sites,
  /** Where gateways are, as ranges: what they say of whom a request is from is believed, and nobody else. */
  SKEIN_TRUSTED_GATEWAYS: AddressRanges.prefault('loopback, linklocal, uniquelocal'),
  /** Seconds that an event may wait to be published before the service says that it is not ready. */
  SKEIN_OUTBOX_LATE: z.coerce.number().positive().default(60),
  /** Whose clock people are told times by, and reminded by, where they have none of their own: its IANA name. */
  SKEIN_TIME_ZONE: TimeZone.default('UTC'),
  SKEIN_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
});
export type ServiceConfig = z.infer<typeof ServiceConfig>;

/**
 * The configuration of a service that writes links into letters: it has no address of its own accord, since a wrong one
 * would reach real people.
 */
export const withPublicAddress = <S extends z.ZodType<ServiceConfig>>(schema: S): S =>
  schema.superRefine(({ SKEIN_PUBLIC_URL, SKEIN_SITES, SKEIN_NETWORK }, context) => {
    if (SKEIN_PUBLIC_URL !== undefined || SKEIN_SITES.has(SKEIN_NETWORK)) return;
    const message = `is not set, so that links in letters would lead nowhere. Set it to the address at which people reach this installation, as https://skein.example.org, or give the network ${SKEIN_NETWORK} its address in SKEIN_SITES`;
    context.addIssue({ code: 'custom', path: ['SKEIN_PUBLIC_URL'], message });
  });

type Environment = Record<string, string | undefined>;

const fromFile = /^(SKEIN_.+)_FILE$/;

/** With `NAME_FILE`, the value of `NAME` is what that file holds: so container engines hand out secrets. */
const withFiles = (environment: Environment): { values: Environment; faults: string[] } => {
  const values = { ...environment };
  const faults: string[] = [];
  for (const [variable, path] of Object.entries(environment)) {
    const name = fromFile.exec(variable)?.[1];
    if (!name || !path) continue;
    if (environment[name]) {
      faults.push(`${variable}: stands beside ${name}; set one of the two`);
      continue;
    }
    try {
      values[name] = readFileSync(path, 'utf8').trim();
    } catch (error) {
      faults.push(`${variable}: the file cannot be read (${(error as Error).message})`);
    }
  }
  return { values, faults };
};

/** Reads configuration; throws one error that names every wrong or missing variable. */
export const loadConfig = <S extends z.ZodType>(schema: S, environment: Environment): z.infer<S> => {
  const { values, faults } = withFiles(environment);
  const result = schema.safeParse(values);
  if (result.success && faults.length === 0) return result.data;
  const issues = result.error?.issues ?? [];
  const lines = [...faults, ...issues.map(({ path, message }) => `${path.join('.')}: ${message}`)];
  throw new Error(`The configuration is not usable:\n${lines.map((line) => `  ${line}`).join('\n')}`);
};
