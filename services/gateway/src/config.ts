import { NetworkId, serviceNames, servingProcesses } from '@skein/contracts';
import { AddressRanges, networkAt, Sites } from '@skein/service-kit';
import { z } from 'zod';

const upstream = z.url();

/** Where the gateway listens, and where each service does. */
export const GatewayConfig = z.object({
  SKEIN_HOST: z.string().default('127.0.0.1'),
  SKEIN_PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  SKEIN_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  SKEIN_MEMBERSHIP_URL: upstream,
  SKEIN_MEETING_URL: upstream,
  SKEIN_SURVEY_URL: upstream,
  SKEIN_NOTIFICATION_URL: upstream,
  SKEIN_INTAKE_URL: upstream,
  /** The network of host names that are no network's own. */
  SKEIN_NETWORK: NetworkId.default('demonstration'),
  /** The networks that have a host name of their own. */
  SKEIN_SITES: Sites,
  /** A whole hospital may stand behind one address, so this is generous. */
  SKEIN_REQUESTS_PER_MINUTE: z.coerce.number().int().positive().default(12_000),
  /** The addresses of what terminates TLS in front, as ranges or `uniquelocal`: whom these say a request is from, it is from. */
  SKEIN_TRUSTED_PROXIES: AddressRanges.optional(),
  /** A folder that outlives a deployment and that all gateways share: pages opened before it still find their files. */
  SKEIN_ASSETS_DIR: z.string().min(1).optional(),
});
export type GatewayConfig = z.infer<typeof GatewayConfig>;

/** The network that a host name stands for. */
export const networkOf = (config: GatewayConfig, host: string): string =>
  networkAt(config.SKEIN_SITES, host) ?? config.SKEIN_NETWORK;

/** The addresses behind the gateway, by the name of their process. */
export const upstreamsOf = (config: GatewayConfig) => ({
  membership: config.SKEIN_MEMBERSHIP_URL,
  meeting: config.SKEIN_MEETING_URL,
  survey: config.SKEIN_SURVEY_URL,
  notification: config.SKEIN_NOTIFICATION_URL,
  intake: config.SKEIN_INTAKE_URL,
});
export type Upstreams = ReturnType<typeof upstreamsOf>;

[...serviceNames, ...servingProcesses] satisfies readonly (keyof Upstreams)[];
