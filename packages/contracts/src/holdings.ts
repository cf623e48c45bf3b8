import { z } from 'zod';
import { defineEvent, type EventDefinition } from './envelope.ts';
import { Id, NetworkId, ServiceName, serviceNames } from './id.ts';
import type { RequestDefinition } from './request.ts';

const count = z.int().nonnegative();

/** What became of what one place held of an erased person: facts about records, nothing out of them. */
export const ReceiptLine = z
  .object({
    service: ServiceName,
    what: z.string(),
    removed: count,
    changed: count.meta({ description: 'Records that stay without leading to the person' }),
    kept: count,
    why: z.string().optional().meta({ description: 'Why something stays' }),
  })
  .meta({ id: 'ReceiptLine' });
export type ReceiptLine = z.infer<typeof ReceiptLine>;

const carriedOut = (service: ServiceName) =>
  defineEvent({
    service,
    aggregate: 'departure',
    event: 'carried-out',
    summary: `Nothing of ${service} leads to somebody who was erased or merged, but for what the lines say`,
    data: z.object({ person: Id, kept: Id.optional(), lines: z.array(ReceiptLine) }),
  });

/** Each service tells that it has carried out an erasure or a merge, and what there was. */
export const departureEvents = Object.fromEntries(
  serviceNames.map((service) => [service, carriedOut(service)]),
) as Record<ServiceName, ReturnType<typeof carriedOut>>;
export const departureDefinitions: readonly EventDefinition[] = Object.values(departureEvents);

export const HeldRecord = z.record(z.string(), z.unknown());

/**
 * Answered by each service about what it holds of one person, so many records at a time: ask on with `next` until there
 * is none, since one answer fits into one message.
 */
export const heldRecords = (service: ServiceName) =>
  ({
    name: `person.held.${service}`,
    summary: `What ${service} holds of a person, for the person`,
    question: z.strictObject({ network: NetworkId, person: Id, after: z.string().max(300).optional() }),
    answer: z.object({
      title: z.string().optional(),
      records: z.array(HeldRecord),
      next: z.string().optional(),
    }),
  }) satisfies RequestDefinition;
