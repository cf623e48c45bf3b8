import { z } from 'zod';
import { Id, Instant, Version } from '../id.ts';
import { PageQuery, pageOf } from '../page.ts';
import { defineRoute } from '../route.ts';

/** `unconfirmed` until the link of the second letter was used; only a confirmed one is carried out. */
export const ErasureStatus = z.enum(['unconfirmed', 'confirmed']);
export type ErasureStatus = z.infer<typeof ErasureStatus>;

/** Why someone is to be erased: they asked for it, or nothing is left on which the network may hold their data. */
export const ErasureReason = z.enum(['asked', 'no-basis-left']);
export type ErasureReason = z.infer<typeof ErasureReason>;

export const ErasureRequest = z
  .object({
    id: Id,
    version: Version,
    person: Id,
    status: ErasureStatus,
    reason: ErasureReason,
    askedAt: Instant,
    confirmedAt: Instant.optional(),
  })
  .meta({ id: 'ErasureRequest' });
export type ErasureRequest = z.infer<typeof ErasureRequest>;

export const erasureRoutes = {
  listErasureRequests: defineRoute({
    id: 'listErasureRequests',
    service: 'membership',
    method: 'GET',
    path: '/erasure-requests',
    summary: 'Who is to be erased, oldest first',
    right: 'erasure.review',
    query: PageQuery.extend({ status: ErasureStatus.optional() }),
    reply: pageOf(ErasureRequest),
    status: 200,
  }),
  confirmErasure: defineRoute({
    id: 'confirmErasure',
    service: 'membership',
    method: 'POST',
    path: '/erasure-requests/confirmations',
    summary: 'Confirm the wish to be forgotten with the token of the second letter',
    right: 'public',
    body: z.strictObject({ token: z.string().max(2000) }),
    reply: z.object({ id: Id, status: ErasureStatus }),
    status: 200,
    problems: ['invalid-token', 'expired-token'],
  }),
};
