import { NetworkId } from '@skein/contracts';
import { z } from 'zod';
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
  SKEIN_PUBLIC_URL: z.url().default('http://127.0.0.1:8080'),
  SKEIN_SITES: Sites,
  SKEIN_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
});
export type ServiceConfig = z.infer<typeof ServiceConfig>;

/** Reads configuration; throws one error that names every wrong or missing variable. */
export const loadConfig = <S extends z.ZodType>(
  schema: S,
  environment: Record<string, string | undefined>,
): z.infer<S> => {
  const result = schema.safeParse(environment);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The configuration is not usable:\n${lines.join('\n')}`);
};
