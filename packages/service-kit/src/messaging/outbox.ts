import { Envelope, type EventDefinition, eventSubject } from '@skein/contracts';
import { z } from 'zod';
import { newId } from '../ids.ts';
import { declareCollection } from '../storage/collections.ts';
import { holdsNobody } from '../storage/holdings.ts';
import { collectLast } from '../storage/last.ts';
import { rowsIn } from '../storage/rows.ts';
import type { NewEvent, Tx } from '../storage/transaction.ts';
import { traceparent } from '../trace.ts';

/** An event waiting to be published, written in the transaction of the change that it tells of. */
export const OutboxRow = z.object({
  _id: z.string(),
  aggregate: z.string(),
  version: z.int(),
  subject: z.string(),
  envelope: Envelope,
  published: z.date().nullable(),
});
export type OutboxRow = z.infer<typeof OutboxRow>;

/** Published rows stay this long, so that a lost stream can be filled again from them. */
const daysKept = 30;

export const outboxCollection = declareCollection({
  name: 'outbox',
  schema: OutboxRow,
  indexes: [
    { key: { published: 1, _id: 1 } },
    { key: { aggregate: 1, version: 1 }, unique: true },
    { key: { published: 1 }, name: 'expiry', expireAfterSeconds: daysKept * 24 * 60 * 60 },
  ],
  people: holdsNobody('events tell of people by their ids alone'),
});

/** What is published and what waits for it; the relay reads it too. */
export const outbox = rowsIn(outboxCollection);

/** Makes an event's envelope; its data is checked against its schema, so that no service publishes what none can read. */
export const envelopeFor = <D extends EventDefinition>(
  definition: D,
  event: NewEvent<D>,
  now: Date,
): Envelope => ({
  specversion: '1.0',
  id: newId(),
  source: `/skein/${event.network}/${definition.service}`,
  type: definition.type,
  subject: event.subject,
  time: now.toISOString(),
  datacontenttype: 'application/json',
  network: event.network,
  aggregateversion: event.version,
  ...(traceparent() && { traceparent: traceparent() }),
  data: definition.data.parse(event.data),
});

/** Collects the events of one transaction, and what else it writes last, and writes them with it. */
export const createRecorder = (prefix: string, now: Date) => {
  const last = collectLast();
  const concerned = new Set<string>();
  return {
    /** Ids of what the transaction is about, those of its events among them. */
    concerned,
    last,
    record: <D extends EventDefinition>(definition: D, event: NewEvent<D>): void => {
      const envelope = envelopeFor(definition, event, now);
      // A record between two others is named by both of their ids: `<person>.<community>`.
      for (const id of event.subject.split('.')) concerned.add(id);
      last.insert(outbox, {
        _id: envelope.id,
        aggregate: `${definition.aggregate}:${event.subject}`,
        version: event.version,
        subject: eventSubject(prefix, event.network, definition),
        envelope,
        published: null,
      });
    },
    write: (tx: Pick<Tx, 'db' | 'session'>): Promise<void> => last.write(tx),
  };
};
