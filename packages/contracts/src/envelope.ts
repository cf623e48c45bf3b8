import { z } from 'zod';
import { Id, Instant, NetworkId, type ServiceName, Version } from './id.ts';

/** The content type of an event on NATS: CloudEvents 1.0 in structured JSON mode (NATS binding 1.0.2). */
export const eventContentType = 'application/cloudevents+json';

/** The part of the envelope that all events share. Attribute names are CloudEvents': lower-case letters and digits. */
export const Envelope = z.strictObject({
  specversion: z.literal('1.0'),
  id: Id,
  source: z.string(),
  type: z.string(),
  subject: z.string(),
  time: Instant,
  datacontenttype: z.literal('application/json'),
  network: NetworkId,
  aggregateversion: Version,
  traceparent: z.string().optional(),
  data: z.unknown(),
});
export type Envelope = z.infer<typeof Envelope>;

/** An event with its data's type known. */
export type EventOf<D extends EventDefinition> = Omit<Envelope, 'data'> & { data: z.infer<D['data']> };

export interface EventDefinition<S extends z.ZodType = z.ZodType> {
  /** `skein.<service>.<aggregate>.<event>.v<n>`: the CloudEvents type. */
  readonly type: string;
  readonly service: ServiceName;
  readonly aggregate: string;
  readonly event: string;
  readonly version: number;
  readonly summary: string;
  readonly data: S;
}

/** Declares an event once: its subject, its CloudEvents type and its data's schema follow from this. */
export const defineEvent = <S extends z.ZodType>(
  definition: Omit<EventDefinition<S>, 'type' | 'version'> & { version?: number },
): EventDefinition<S> => {
  const version = definition.version ?? 1;
  const type = `skein.${definition.service}.${definition.aggregate}.${definition.event}.v${version}`;
  return { ...definition, version, type };
};

/** The NATS subject of an event: `<prefix>.<network>.<service>.<aggregate>.<event>.v<n>`. */
export const eventSubject = (prefix: string, network: string, definition: EventDefinition): string =>
  `${prefix}.${network}.${definition.service}.${definition.aggregate}.${definition.event}.v${definition.version}`;
