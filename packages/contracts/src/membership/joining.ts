import { z } from 'zod';
import { EmailAddress } from '../address.ts';
import { defineCapability } from '../capability.ts';
import { defineEvent } from '../envelope.ts';
import { Id, Instant, NetworkId, Version } from '../id.ts';
import { PageQuery, pageOf } from '../listing.ts';
import { defineQuestion } from '../question.ts';
import { defineRoute } from '../route.ts';
import { line, paragraphs, personName } from '../text.ts';
import { Deciders, waitingQuestion } from '../waiting.ts';
import { ConsentPurpose } from './consent.ts';

export const JoinRequestStatus = z.enum(['unconfirmed', 'waiting', 'accepted', 'declined']);
export type JoinRequestStatus = z.infer<typeof JoinRequestStatus>;

export const JoinRequest = z
  .object({
    id: Id,
    version: Version,
    status: JoinRequestStatus,
    name: line(),
    email: EmailAddress,
    community: Id,
    message: paragraphs(2000).optional(),
    askedAt: Instant,
    person: Id.optional().meta({ description: 'The member they became' }),
  })
  .meta({ id: 'JoinRequest' });
export type JoinRequest = z.infer<typeof JoinRequest>;

const one = z.object({ id: Id });

const routes = {
  askToJoin: defineRoute({
    id: 'askToJoin',
    service: 'membership',
    method: 'POST',
    path: '/join-requests',
    summary:
      'Ask to join; a letter with a link to confirm goes to the address. The answer never tells who is a member',
    right: 'public',
    body: z.strictObject({
      name: personName(),
      email: EmailAddress,
      community: Id,
      message: paragraphs(2000).optional(),
      consents: z
        .array(ConsentPurpose)
        .default([])
        .meta({ description: 'Nothing is taken as agreed unless named here' }),
    }),
    reply: z.object({ status: z.literal('letter-sent') }),
    status: 202,
    problems: ['unknown-reference', 'conflict', 'rate-limited', 'unavailable'],
  }),
  confirmJoining: defineRoute({
    id: 'confirmJoining',
    service: 'membership',
    method: 'POST',
    path: '/join-requests/confirmations',
    summary: 'Confirm the address with the token of the letter',
    right: 'public',
    body: z.strictObject({ token: z.string().max(2000) }),
    reply: z.object({ id: Id, status: JoinRequestStatus }),
    status: 200,
    problems: ['invalid-token', 'expired-token', 'already-exists'],
  }),
  listJoinRequests: defineRoute({
    id: 'listJoinRequests',
    service: 'membership',
    method: 'GET',
    path: '/join-requests',
    summary: 'Who asked to join',
    right: 'joining.review',
    query: PageQuery.extend({ status: JoinRequestStatus.optional(), community: Id.optional() }),
    reply: pageOf(JoinRequest),
    status: 200,
  }),
  listMyJoinRequests: defineRoute({
    id: 'listMyJoinRequests',
    service: 'membership',
    method: 'GET',
    path: '/join-requests/mine',
    summary: 'What you asked to join, oldest first, while it is kept',
    right: 'signed-in',
    query: PageQuery,
    reply: pageOf(JoinRequest),
    status: 200,
  }),
  acceptJoinRequest: defineRoute({
    id: 'acceptJoinRequest',
    service: 'membership',
    method: 'POST',
    path: '/join-requests/:id/acceptance',
    summary: 'Welcome the person: they become a member of the network and the community',
    right: 'joining.review',
    params: one,
    reply: JoinRequest,
    status: 200,
    ifMatch: true,
    problems: ['conflict', 'already-exists'],
  }),
  declineJoinRequest: defineRoute({
    id: 'declineJoinRequest',
    service: 'membership',
    method: 'POST',
    path: '/join-requests/:id/refusal',
    summary:
      'Decline; the person gets a letter, and what they had told is forgotten at once, their address after three days',
    right: 'joining.review',
    params: one,
    reply: z.undefined(),
    status: 204,
    ifMatch: true,
    problems: ['conflict'],
  }),
};

const service = 'membership';

const events = {
  joinRequested: defineEvent({
    service,
    aggregate: 'join-request',
    event: 'requested',
    summary: 'Someone asked to join a community and confirmed their address',
    data: z.object({ request: Id, community: Id, deciders: Deciders }),
  }),
  joinDecided: defineEvent({
    service,
    aggregate: 'join-request',
    event: 'decided',
    summary: 'A request to join was accepted or declined',
    data: z.object({ request: Id, community: Id, accepted: z.boolean() }),
  }),
};

const questions = {
  /** Answered by membership: which requests to join still wait. */
  waiting: waitingQuestion('membership.waiting-join-requests', 'Requests to join that still wait'),
  /** Answered by membership: who is to be told that they were declined, while it knows where. */
  declined: defineQuestion({
    name: 'membership.declined-join-requests',
    summary: 'Where to write that a request to join was declined',
    question: z.strictObject({ network: NetworkId, requests: z.array(Id).min(1).max(1000) }),
    answer: z.object({
      declined: z.array(
        z.object({ request: Id, community: line(120), name: line(), email: EmailAddress, link: z.url() }),
      ),
    }),
  }),
};

export const joiningContract = defineCapability({
  name: 'joining',
  service: 'membership',
  routes,
  events,
  questions,
});
