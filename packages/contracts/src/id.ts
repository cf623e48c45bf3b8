import { z } from 'zod';

/** Every record's id: UUIDv7, so that ids sort by the time they were made. */
export const Id = z.uuidv7();
export type Id = z.infer<typeof Id>;

/** A network's name in subjects, tokens and queries: a DNS-like label. */
export const NetworkId = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/, 'is not a network name');
export type NetworkId = z.infer<typeof NetworkId>;

/** A name for people and addresses alike: lower-case words joined by hyphens. */
export const Slug = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'is not a slug')
  .max(80);

/** An instant, ISO 8601 in UTC. */
export const Instant = z.iso.datetime();
/** A calendar day, `YYYY-MM-DD`. */
export const Day = z.iso.date();
/** A calendar month, `YYYY-MM`. */
export const Month = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, 'is not a month (YYYY-MM)');

/** The state of a record, counted up by one with each change; the HTTP ETag and the order of its events. */
export const Version = z.int().positive();

export const serviceNames = ['membership', 'meeting', 'survey', 'notification'] as const;
export const ServiceName = z.enum(serviceNames);
export type ServiceName = z.infer<typeof ServiceName>;

/** The processes beside a service's API that routes of it may be served by. */
export const servingProcesses = ['intake'] as const;
export type ServingProcess = (typeof servingProcesses)[number];

/** All processes that a service may have beside its API. */
export const processNames = [...servingProcesses, 'worker'] as const;
export type ProcessName = (typeof processNames)[number];
