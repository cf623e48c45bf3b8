import { z } from 'zod';
import { EmailAddress } from '../address.ts';
import { defineCapability } from '../capability.ts';
import { defineEvent } from '../envelope.ts';
import { Id, Instant, Version } from '../id.ts';
import { PageQuery, pageOf } from '../listing.ts';
import { defineRoute } from '../route.ts';
import { paragraphs } from '../text.ts';
import { Deciders, outcomeQuestion, waitingQuestion } from '../waiting.ts';

export const RectificationStatus = z.enum(['open', 'done', 'refused']);
export type RectificationStatus = z.infer<typeof RectificationStatus>;

const said = paragraphs(2000).refine((text) => text.length > 0, 'is needed');

/** A wish to have something put right that one cannot change oneself. */
export const Rectification = z
  .object({
    id: Id,
    version: Version,
    person: Id.meta({ description: 'Whom the data are about' }),
    what: said.meta({ description: 'What is wrong, and what would be right' }),
    status: RectificationStatus,
    askedAt: Instant,
    settledAt: Instant.optional(),
    reason: paragraphs(2000).optional().meta({ description: 'What the hosts said; a refusal says why' }),
  })
  .meta({ id: 'Rectification' });
export type Rectification = z.infer<typeof Rectification>;

const one = z.object({ id: Id });
const token = z.string().max(2000);

const routes = {
  changeAddress: defineRoute({
    id: 'changeAddress',
    service: 'membership',
    method: 'POST',
    path: '/people/:id/address-changes',
    summary:
      'Change an e-mail address: a letter to the new one has the link that confirms it, one to the old one a link that stops it. The same answer for any address',
    right: 'people.edit',
    fresh: 'always',
    params: one,
    body: z.strictObject({ email: EmailAddress }),
    reply: z.object({ status: z.literal('letter-sent') }),
    status: 202,
    problems: ['conflict', 'rate-limited'],
  }),
  confirmAddress: defineRoute({
    id: 'confirmAddress',
    service: 'membership',
    method: 'POST',
    path: '/address-changes/confirmations',
    summary: 'Make the new address theirs, with the token of its letter; single use, two days',
    right: 'public',
    body: z.strictObject({ token }),
    reply: z.object({ status: z.literal('changed') }),
    status: 200,
    problems: ['invalid-token', 'expired-token', 'conflict'],
  }),
  stopAddressChange: defineRoute({
    id: 'stopAddressChange',
    service: 'membership',
    method: 'POST',
    path: '/address-changes/refusals',
    summary:
      'Keep the old address, or have it back within a week, with the token of a letter to it; ends all sessions and takes away passkeys registered since, which may be somebody else’s',
    right: 'public',
    body: z.strictObject({ token }),
    reply: z.object({
      status: z.enum(['stopped', 'undone']).meta({
        description: '`undone` where another address had taken its place already',
      }),
    }),
    status: 200,
    problems: ['invalid-token', 'expired-token', 'conflict'],
  }),
  askForRectification: defineRoute({
    id: 'askForRectification',
    service: 'membership',
    method: 'POST',
    path: '/rectification-requests',
    summary:
      'Ask the hosts to put right what one cannot change oneself; or, for hosts, note that somebody asked',
    right: 'people.edit',
    body: z.strictObject({ person: Id, what: said }),
    reply: Rectification,
    status: 201,
    problems: ['unknown-reference', 'rate-limited'],
  }),
  listRectifications: defineRoute({
    id: 'listRectifications',
    service: 'membership',
    method: 'GET',
    path: '/rectification-requests',
    summary:
      'What is to be put right, oldest first: one’s own, naming oneself as `person`, or for hosts all of it',
    right: 'people.edit',
    query: PageQuery.extend({ person: Id.optional(), status: RectificationStatus.optional() }),
    reply: pageOf(Rectification),
    status: 200,
  }),
  readRectification: defineRoute({
    id: 'readRectification',
    service: 'membership',
    method: 'GET',
    path: '/rectification-requests/:id',
    summary: 'One request to put something right, and what came of it',
    right: 'people.edit',
    params: one,
    reply: Rectification,
    status: 200,
  }),
  settleRectification: defineRoute({
    id: 'settleRectification',
    service: 'membership',
    method: 'POST',
    path: '/rectification-requests/:id/outcome',
    summary: 'Say that it is put right, or why not; the person gets a letter',
    right: 'rectification.review',
    params: one,
    body: z.discriminatedUnion('status', [
      z.strictObject({ status: z.literal('done'), reason: said.optional() }),
      z.strictObject({ status: z.literal('refused'), reason: said }),
    ]),
    reply: Rectification,
    status: 200,
    ifMatch: true,
    problems: ['conflict'],
  }),
};

const service = 'membership';
const facts = z.object({ request: Id, person: Id });

/** Ids alone: what is wrong, and what was said of it, stays where it can be erased. */
const events = {
  rectificationAsked: defineEvent({
    service,
    aggregate: 'rectification',
    event: 'asked',
    summary: 'Someone asked for something to be put right',
    data: facts.extend({ deciders: Deciders }),
  }),
  rectificationSettled: defineEvent({
    service,
    aggregate: 'rectification',
    event: 'settled',
    summary: 'Something was put right, or will not be; the person is told',
    data: facts.extend({ status: z.enum(['done', 'refused']) }),
  }),
};

const questions = {
  /** Answered by membership: what is still to be put right. */
  waiting: waitingQuestion(
    'membership.waiting-rectifications',
    'Requests to put something right that still wait',
  ),
  /** Answered by membership: what came of people's requests to put something right. */
  outcomes: outcomeQuestion(
    'membership.rectification-outcomes',
    'What came of requests to put something right',
  ),
};

export const rectificationContract = defineCapability({
  name: 'rectification',
  service: 'membership',
  routes,
  events,
  questions,
});
