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
  .regex(
    /^[a-z0-9]+(?:-[a-z0-9]+)*$/,
    'may hold small letters, digits and single hyphens between them, such as care-homes',
  )
  .max(80);

const offset = /[+-]\d{2}:\d{2}$/;

/** A moment in UTC, whatever clock it was written by; in an address that was not encoded, a space stands for the plus. */
const inUtc = (written: string): string => {
  const moment = written.replace(/ (?=\d{2}:\d{2}$)/, '+');
  const at = offset.test(moment) ? Date.parse(moment) : Number.NaN;
  return Number.isNaN(at) ? moment : new Date(at).toISOString();
};

/** A moment, ISO 8601 with `Z` or the offset of any clock; read as UTC. */
export const Instant = z.string().overwrite(inUtc).datetime();
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
