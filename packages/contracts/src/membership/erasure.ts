import { z } from 'zod';
import { defineCapability, ofEachService } from '../capability.ts';
import { defineEvent } from '../envelope.ts';
import { ReceiptLine } from '../holdings.ts';
import { Id, Instant, ServiceName, Version } from '../id.ts';
import { PageQuery, pageOf } from '../listing.ts';
import { defineRoute } from '../route.ts';
import { Deciders, waitingQuestion } from '../waiting.ts';
import { Mention } from './mentions.ts';

/**
 * `proposed` while it waits for another host's word, since the person may do much in the network; `unconfirmed` until the link of the second letter was used; a confirmed one is carried out, is `running` until every
 * service has told what it erased, and then `done`.
 */
export const ErasureStatus = z.enum(['proposed', 'unconfirmed', 'confirmed', 'running', 'done']);
export type ErasureStatus = z.infer<typeof ErasureStatus>;

/**
 * Why someone is to be erased: they asked for it by their link, or in writing, so that a host asked for them; or nothing
 * is left on which the network may hold their data.
 */
export const ErasureReason = z.enum(['asked', 'asked-in-writing', 'no-basis-left']);
export type ErasureReason = z.infer<typeof ErasureReason>;

export const ErasureRequest = z
  .object({
    id: Id,
    version: Version,
    person: Id,
    status: ErasureStatus,
    reason: ErasureReason,
    askedAt: Instant,
    by: Id.optional().meta({ description: 'The host who noted that they asked in writing' }),
    confirmedAt: Instant.optional(),
    secondBy: Id.optional().meta({ description: 'The other host who agreed' }),
    notBefore: Instant.optional().meta({ description: 'Begins then, and can be withdrawn until then' }),
    heldBack: z
      .literal('last-administrator')
      .optional()
      .meta({ description: 'Why a confirmed one cannot be carried out yet' }),
    startedAt: Instant.optional(),
    waitingFor: z
      .array(ServiceName)
      .optional()
      .meta({ description: 'While it runs: services that have not told yet what they erased' }),
    doneAt: Instant.optional(),
    letter: z.enum(['sent', 'not-sent']).optional().meta({
      description: 'Whether the receipt could be sent to the person before their address was forgotten',
    }),
  })
  .meta({ id: 'ErasureRequest' });
export type ErasureRequest = z.infer<typeof ErasureRequest>;

export const ErasureReceipt = ErasureRequest.extend({
  receipt: z.array(ReceiptLine).meta({ description: 'What every service erased, changed or kept, and why' }),
  mentions: z
    .array(Mention)
    .optional()
    .meta({ description: 'Where their address or whole name still stands in what others wrote' }),
  notes: z.array(z.string()).meta({ description: 'What cannot be found, by design, or is not searched' }),
}).meta({ id: 'ErasureReceipt' });
export type ErasureReceipt = z.infer<typeof ErasureReceipt>;

/** What a wish to be forgotten would meet, and how one that was made stands. */
export const MyErasure = z
  .object({
    request: ErasureRequest.optional(),
    waitsADay: z.boolean().meta({ description: 'They have roles in the network: it begins a day later' }),
    lastAdministrator: z.boolean().meta({ description: 'Another one must be named first' }),
    unled: z.array(Id).meta({ description: 'Communities that nobody would facilitate any more' }),
  })
  .meta({ id: 'MyErasure' });
export type MyErasure = z.infer<typeof MyErasure>;

const routes = {
  readMyErasure: defineRoute({
    id: 'readMyErasure',
    service: 'membership',
    method: 'GET',
    path: '/erasure-requests/mine',
    summary: 'What would follow if you asked to be forgotten, and how it stands if you did',
    right: 'signed-in',
    reply: MyErasure,
    status: 200,
  }),
  askForMyErasure: defineRoute({
    id: 'askForMyErasure',
    service: 'membership',
    method: 'POST',
    path: '/erasure-requests/mine',
    summary: 'Ask to be forgotten yourself; a letter with a link to confirm goes out before anything happens',
    right: 'signed-in',
    fresh: 'always',
    reply: z.object({ status: z.enum(['letter-sent', 'confirmed']) }),
    status: 202,
    problems: ['conflict', 'rate-limited', 'unavailable'],
  }),
  listErasureRequests: defineRoute({
    id: 'listErasureRequests',
    service: 'membership',
    method: 'GET',
    path: '/erasure-requests',
    summary: 'Who is to be erased, is being erased or was, oldest first',
    right: 'erasure.review',
    query: PageQuery.extend({ status: ErasureStatus.optional() }),
    reply: pageOf(ErasureRequest),
    status: 200,
  }),
  readErasure: defineRoute({
    id: 'readErasure',
    service: 'membership',
    method: 'GET',
    path: '/erasure-requests/:id',
    summary: 'The receipt of an erasure: what was erased, changed or kept, by service, and why',
    right: 'erasure.review',
    params: z.object({ id: Id }),
    reply: ErasureReceipt,
    status: 200,
  }),
  requestErasure: defineRoute({
    id: 'requestErasure',
    service: 'membership',
    method: 'POST',
    path: '/erasure-requests',
    summary:
      'Erase somebody who asked for it in writing: it begins at once and cannot be undone. Of somebody with roles in the network it is `proposed`, and needs another host',
    right: 'erasure.review',
    fresh: 'always',
    body: z.strictObject({ person: Id }),
    reply: ErasureRequest,
    status: 201,
    problems: ['unknown-reference', 'conflict'],
  }),
  secondErasure: defineRoute({
    id: 'secondErasure',
    service: 'membership',
    method: 'POST',
    path: '/erasure-requests/:id/agreement',
    summary:
      'Agree, as another host, to the erasure of somebody with roles in the network; it begins a day later',
    right: 'erasure.review',
    fresh: 'always',
    params: z.object({ id: Id }),
    reply: ErasureRequest,
    status: 200,
    problems: ['conflict', 'forbidden'],
  }),
  withdrawErasure: defineRoute({
    id: 'withdrawErasure',
    service: 'membership',
    method: 'POST',
    path: '/erasure-requests/:id/withdrawal',
    summary:
      'Take somebody off the list whom a host put there, before it begins; they may do so themselves, and take back their own wish',
    right: 'people.edit',
    params: z.object({ id: Id }),
    reply: z.undefined(),
    status: 204,
    problems: ['conflict'],
  }),
  confirmErasure: defineRoute({
    id: 'confirmErasure',
    service: 'membership',
    method: 'POST',
    path: '/erasure-requests/confirmations',
    summary: 'Confirm the wish to be forgotten with the token of the second letter',
    right: 'public',
    body: z.strictObject({ token: z.string().max(2000) }),
    reply: z.object({ id: Id, status: ErasureStatus, notBefore: Instant.optional() }),
    status: 200,
    problems: ['invalid-token', 'expired-token', 'conflict'],
  }),
};

const service = 'membership';
const erasureFacts = z.object({ request: Id, person: Id, reason: ErasureReason });
/** Those whom a letter tells that another host agreed, or that it is withdrawn; nobody where it was their own doing. */
const told = { told: z.array(Id).max(50).optional() };

const events = {
  erasureProposed: defineEvent({
    service,
    aggregate: 'erasure-request',
    event: 'proposed',
    summary: 'Someone with roles in the network is to be erased, if another host agrees',
    data: erasureFacts.extend({ deciders: Deciders }),
  }),
  erasureAsked: defineEvent({
    service,
    aggregate: 'erasure-request',
    event: 'asked',
    summary: 'Someone wishes to be forgotten and has not confirmed it yet',
    data: erasureFacts,
  }),
  erasureConfirmed: defineEvent({
    service,
    aggregate: 'erasure-request',
    event: 'confirmed',
    summary: 'Someone is to be erased',
    data: erasureFacts.extend(told),
  }),
  erasureStarted: defineEvent({
    service,
    aggregate: 'erasure-request',
    event: 'started',
    summary: 'Someone is being erased',
    data: erasureFacts,
  }),
  erasureDone: defineEvent({
    service,
    aggregate: 'erasure-request',
    event: 'done',
    summary: 'Every service has erased someone; the receipt stays',
    data: erasureFacts,
  }),
  erasureCancelled: defineEvent({
    service,
    aggregate: 'erasure-request',
    event: 'cancelled',
    summary:
      'Someone is off the list again: they agreed or joined again, or it was withdrawn before it began',
    data: erasureFacts.extend(told),
  }),
  personErased: defineEvent({
    service,
    aggregate: 'person',
    event: 'erased',
    summary: 'Someone is forgotten: each service erases what it holds of them, and tells when it has',
    data: z.object({ person: Id }),
  }),
  /** Each service tells that it has carried out an erasure or a merge, and what there was. */
  carriedOut: ofEachService((each) =>
    defineEvent({
      service: each,
      aggregate: 'departure',
      event: 'carried-out',
      summary: `Nothing of ${each} leads to somebody who was erased or merged, but for what the lines say`,
      data: z.object({ person: Id, kept: Id.optional(), lines: z.array(ReceiptLine) }),
    }),
  ),
};

const questions = {
  /** Answered by membership: whose erasure still waits for another host's word. */
  waiting: waitingQuestion('membership.waiting-erasures', 'Erasures that still wait for another host’s word'),
};

export const erasureContract = defineCapability({
  name: 'erasure',
  service: 'membership',
  routes,
  events,
  questions,
});
