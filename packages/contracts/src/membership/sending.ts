import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { defineEvent } from '../envelope.ts';
import { Id, Instant, NetworkId, Version } from '../id.ts';
import { PageQuery, pageOf } from '../listing.ts';
import { defineQuestion } from '../question.ts';
import { defineRoute } from '../route.ts';
import { paragraphs } from '../text.ts';
import { Deciders, outcomeQuestion, waitingQuestion } from '../waiting.ts';

export const SendingRequestStatus = z.enum(['open', 'accepted', 'declined']);
export type SendingRequestStatus = z.infer<typeof SendingRequestStatus>;

const letters = z.int().min(1).max(100_000);

/** A wish to send more letters to people outside of one's communities than anybody may by themselves. */
export const SendingRequest = z
  .object({
    id: Id,
    version: Version,
    sender: Id,
    letters: letters.meta({ description: 'How many letters are asked for' }),
    reason: paragraphs(2000).meta({ description: 'To whom they go, and what for' }),
    status: SendingRequestStatus,
    askedAt: Instant,
    left: z
      .int()
      .nonnegative()
      .optional()
      .meta({ description: 'How many of those granted are not sent yet' }),
    until: Instant.optional().meta({ description: 'Until when those granted may be sent' }),
    answer: paragraphs(2000).optional().meta({ description: 'What the hosts said' }),
  })
  .meta({ id: 'SendingRequest' });
export type SendingRequest = z.infer<typeof SendingRequest>;

const service = 'membership';

const routes = {
  askToSend: defineRoute({
    id: 'askToSend',
    service,
    method: 'POST',
    path: '/sending-requests',
    summary: 'Ask the hosts to be let send more letters to people outside of your communities',
    right: 'invitation.send',
    body: z.strictObject({ letters, reason: paragraphs(2000).min(1) }),
    reply: SendingRequest,
    status: 201,
    problems: ['already-exists', 'rate-limited'],
  }),
  listSendingRequests: defineRoute({
    id: 'listSendingRequests',
    service,
    method: 'GET',
    path: '/sending-requests',
    summary: 'Who asked to send more letters, newest first: your own requests, for hosts all of them',
    right: 'invitation.send',
    query: PageQuery.extend({ status: SendingRequestStatus.optional() }),
    reply: pageOf(SendingRequest),
    status: 200,
  }),
  settleSendingRequest: defineRoute({
    id: 'settleSendingRequest',
    service,
    method: 'POST',
    path: '/sending-requests/:id/outcome',
    summary: 'Let somebody send the letters that they asked for, within two weeks, or decline it',
    right: 'sending.grant',
    params: z.object({ id: Id }),
    body: z.strictObject({
      status: SendingRequestStatus.exclude(['open']),
      answer: paragraphs(2000).optional(),
    }),
    reply: SendingRequest,
    status: 200,
    ifMatch: true,
    problems: ['conflict'],
  }),
};

const events = {
  sendingAsked: defineEvent({
    service,
    aggregate: 'sending-request',
    event: 'asked',
    summary: 'Somebody asked to send more letters than anybody may',
    data: z.object({ request: Id, sender: Id, letters, deciders: Deciders }),
  }),
  sendingSettled: defineEvent({
    service,
    aggregate: 'sending-request',
    event: 'settled',
    summary: 'Hosts let somebody send more letters, or did not',
    data: z.object({ request: Id, sender: Id, status: SendingRequestStatus.exclude(['open']) }),
  }),
};

const count = z.int().nonnegative();

const questions = {
  /** Answered by membership: which requests to send letters still wait. */
  waiting: waitingQuestion('membership.waiting-sending-requests', 'Requests to send letters that still wait'),
  /** Answered by membership: what came of requests to send more letters. */
  outcomes: outcomeQuestion('membership.sending-outcomes', 'What came of requests to send more letters'),
  /** Answered by membership, which counts what one person has written to others, whatever the service. */
  spend: defineQuestion({
    name: 'membership.spend-letters',
    summary: 'Count letters that somebody is about to send, and whether they may',
    question: z.strictObject({
      network: NetworkId,
      sender: Id,
      /** To people outside of the sender's communities. */
      letters: count,
      /** Letters to everybody of a community of the sender's, however many that are. */
      rounds: count,
    }),
    answer: z.object({
      allowed: z.boolean(),
      exceeded: z.enum(['letters', 'rounds']).optional(),
      most: count.meta({ description: 'How many a day are allowed of what was exceeded' }),
    }),
  }),
};

export const sendingContract = defineCapability({
  name: 'sending',
  service: 'membership',
  routes,
  events,
  questions,
});
