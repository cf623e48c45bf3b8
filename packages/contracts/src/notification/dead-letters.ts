import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { Id, Instant } from '../id.ts';
import { defineRoute } from '../route.ts';

/** A message that a consumer could not apply. */
export const DeadLetter = z
  .object({
    sequence: z.int().positive(),
    consumer: z.string(),
    subject: z.string(),
    event: Id.optional(),
    type: z.string().optional(),
    reason: z.string(),
    deliveries: z.int().positive(),
    at: Instant,
    payload: z.string().meta({ description: 'The message as it came, at most 4,000 characters of it' }),
  })
  .meta({ id: 'DeadLetter' });
export type DeadLetter = z.infer<typeof DeadLetter>;

const one = z.object({ sequence: z.coerce.number().int().positive() });

const routes = {
  listDeadLetters: defineRoute({
    id: 'listDeadLetters',
    service: 'notification',
    method: 'GET',
    path: '/dead-letters',
    summary: 'Messages that could not be applied, oldest first',
    right: 'operations.read',
    query: z.object({
      after: z.coerce.number().int().nonnegative().default(0),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    reply: z.object({ items: z.array(DeadLetter), next: z.int().optional() }),
    status: 200,
  }),
  replayDeadLetter: defineRoute({
    id: 'replayDeadLetter',
    service: 'notification',
    method: 'POST',
    path: '/dead-letters/:sequence/replay',
    summary: 'Publish the message again (same event, new message); consumers that applied it skip it',
    right: 'operations.act',
    params: one,
    reply: z.object({ sequence: z.int() }),
    status: 200,
    problems: ['conflict'],
  }),
  dropDeadLetter: defineRoute({
    id: 'dropDeadLetter',
    service: 'notification',
    method: 'DELETE',
    path: '/dead-letters/:sequence',
    summary: 'Give the message up',
    right: 'operations.act',
    params: one,
    reply: z.undefined(),
    status: 204,
  }),
};

export const deadLettersContract = defineCapability({
  name: 'dead-letters',
  service: 'notification',
  routes,
});
