import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { defineEvent } from '../envelope.ts';
import { Id, Instant, Version } from '../id.ts';
import { PageQuery, pageOf } from '../listing.ts';
import { defineRoute } from '../route.ts';
import { paragraphs } from '../text.ts';
import { Deciders, outcomeQuestion, waitingQuestion } from '../waiting.ts';

/** `introduced` once a weaver has introduced the two; what comes of that is the introduction’s. */
export const IntroductionWishStatus = z.enum(['open', 'introduced', 'declined']);
export type IntroductionWishStatus = z.infer<typeof IntroductionWishStatus>;

const said = paragraphs(2000).refine((text) => text.length > 0, 'is needed');

/** A member's wish to be introduced to another one, which goes to those who weave. */
export const IntroductionWish = z
  .object({
    id: Id,
    version: Version,
    person: Id.meta({ description: 'Whose wish it is' }),
    to: Id.meta({ description: 'Whom they would like to meet, who hears of it by the introduction alone' }),
    community: Id.optional().meta({ description: 'Whose facilitators are asked; without one, the hosts' }),
    reason: said,
    status: IntroductionWishStatus,
    askedAt: Instant,
    introduction: Id.optional().meta({ description: 'The introduction that was made of it' }),
    answer: paragraphs(2000).optional().meta({ description: 'Why they are not introduced' }),
  })
  .meta({ id: 'IntroductionWish' });
export type IntroductionWish = z.infer<typeof IntroductionWish>;

const service = 'membership';

const routes = {
  wishToMeet: defineRoute({
    id: 'wishToMeet',
    service,
    method: 'POST',
    path: '/introduction-wishes',
    summary:
      'Ask to be introduced to a member whom you may see: the facilitators of a community of theirs decide, or the hosts',
    right: 'signed-in',
    body: z.strictObject({
      to: Id,
      community: Id.optional().meta({ description: 'A community of theirs, whose facilitators are asked' }),
      reason: said.meta({ description: 'Why you would like to meet; those who introduce you read it' }),
    }),
    reply: IntroductionWish,
    status: 201,
    problems: ['unknown-reference', 'already-exists', 'rate-limited'],
  }),
  listIntroductionWishes: defineRoute({
    id: 'listIntroductionWishes',
    service,
    method: 'GET',
    path: '/introduction-wishes',
    summary: 'Who would like to meet whom, oldest first: your own wishes, and those that you decide',
    right: 'signed-in',
    query: PageQuery.extend({
      person: Id.optional().meta({ description: 'Whose wishes' }),
      status: IntroductionWishStatus.optional(),
    }),
    reply: pageOf(IntroductionWish),
    status: 200,
  }),
  decideIntroductionWish: defineRoute({
    id: 'decideIntroductionWish',
    service,
    method: 'POST',
    path: '/introduction-wishes/:id/outcome',
    summary:
      'Introduce the two, in your words, by letters that ask each of them; or decline, which they are told by letter',
    right: 'bridge.weave',
    params: z.object({ id: Id }),
    body: z.discriminatedUnion('status', [
      z.strictObject({
        status: z.literal('introduced'),
        reason: said.meta({ description: 'Why they should know each other; it is in the letter to both' }),
      }),
      z.strictObject({ status: z.literal('declined'), answer: said }),
    ]),
    reply: IntroductionWish,
    status: 200,
    ifMatch: true,
    problems: ['conflict', 'unknown-reference', 'rate-limited'],
  }),
};

const facts = z.object({ request: Id, person: Id });

const events = {
  introductionWished: defineEvent({
    service,
    aggregate: 'introduction-wish',
    event: 'asked',
    summary: 'Somebody would like to be introduced to another member',
    data: facts.extend({ deciders: Deciders }),
  }),
  introductionWishDecided: defineEvent({
    service,
    aggregate: 'introduction-wish',
    event: 'decided',
    summary: 'A weaver has introduced the two, or declined to',
    data: facts.extend({ status: IntroductionWishStatus.exclude(['open']) }),
  }),
};

const questions = {
  /** Answered by membership: which wishes to be introduced still wait. */
  waiting: waitingQuestion(
    'membership.waiting-introduction-wishes',
    'Wishes to be introduced that still wait',
  ),
  /** Answered by membership: what came of wishes to be introduced. */
  outcomes: outcomeQuestion('membership.introduction-wish-outcomes', 'What came of wishes to be introduced'),
};

export const introductionWishesContract = defineCapability({
  name: 'introduction-wishes',
  service: 'membership',
  routes,
  events,
  questions,
});
