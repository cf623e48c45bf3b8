import { z } from 'zod';
import { EmailAddress } from '../../address.ts';
import { defineCapability } from '../../capability.ts';
import { Id, Instant, NetworkId } from '../../id.ts';
import { PageQuery, pageOf } from '../../listing.ts';
import { defineQuestion } from '../../question.ts';
import { defineRoute } from '../../route.ts';
import { line, paragraphs } from '../../text.ts';
import { events } from './events.ts';
import {
  Introduction,
  IntroductionAnswer,
  IntroductionOutcome,
  IntroductionQuestion,
  IntroductionStatus,
} from './schemas.ts';

export * from './schemas.ts';

const OutcomeBody = z.strictObject({ came: IntroductionOutcome, note: paragraphs(2000).default('') });
const one = z.object({ id: Id });
const linked = z.object({ token: z.string().max(2000) });
const count = z.int().nonnegative();

const routes = {
  introduce: defineRoute({
    id: 'introduce',
    service: 'membership',
    method: 'POST',
    path: '/introductions',
    summary:
      'Introduce members, or two communities by their facilitators: each is asked before addresses go out',
    right: 'bridge.weave',
    body: z.strictObject({
      people: z.array(Id).min(2).max(6).optional(),
      communities: z.array(Id).length(2).optional(),
      community: Id.optional().meta({ description: 'The community of yours in whose name you introduce' }),
      reason: paragraphs(2000)
        .min(1)
        .meta({ description: 'Why they should know each other; it is in the letter' }),
      followUpWeeks: z.int().min(1).max(52).default(6),
    }),
    reply: Introduction,
    status: 201,
    problems: ['unknown-reference', 'conflict', 'rate-limited'],
  }),
  listIntroductions: defineRoute({
    id: 'listIntroductions',
    service: 'membership',
    method: 'GET',
    path: '/introductions',
    summary: 'Introductions, newest first: your own, and those of what you run',
    right: 'introduction.follow',
    query: PageQuery.extend({
      mine: z
        .enum(['true', 'false'])
        .transform((value) => value === 'true')
        .optional()
        .meta({ description: 'Those that you made' }),
      status: IntroductionStatus.optional(),
      came: IntroductionOutcome.optional(),
      community: Id.optional(),
      person: Id.optional().meta({ description: 'Who is introduced' }),
    }),
    reply: pageOf(Introduction),
    status: 200,
  }),
  readIntroduction: defineRoute({
    id: 'readIntroduction',
    service: 'membership',
    method: 'GET',
    path: '/introductions/:id',
    summary: 'Read one introduction: who was asked, what they answered, what came of it',
    right: 'introduction.follow',
    params: one,
    reply: Introduction,
    status: 200,
  }),
  recordIntroductionOutcome: defineRoute({
    id: 'recordIntroductionOutcome',
    service: 'membership',
    method: 'POST',
    path: '/introductions/:id/outcomes',
    summary: 'Say what came of an introduction, as the weaver or as somebody introduced',
    right: 'introduction.follow',
    params: one,
    body: OutcomeBody,
    reply: Introduction,
    status: 201,
    problems: ['conflict'],
  }),
  readIntroductionQuestion: defineRoute({
    id: 'readIntroductionQuestion',
    service: 'membership',
    method: 'GET',
    path: '/introduction-answers',
    summary: 'The introduction that the link of a letter is about',
    right: 'public',
    query: linked,
    reply: IntroductionQuestion,
    status: 200,
    problems: ['invalid-token', 'expired-token', 'not-found'],
  }),
  answerIntroduction: defineRoute({
    id: 'answerIntroduction',
    service: 'membership',
    method: 'POST',
    path: '/introduction-answers',
    summary:
      'Accept or decline an introduction by the link of a letter; addresses go to those who accepted, and to nobody else',
    right: 'public',
    query: linked,
    body: z.strictObject({ answer: IntroductionAnswer }),
    reply: IntroductionQuestion,
    status: 200,
    problems: ['invalid-token', 'expired-token', 'not-found', 'closed'],
  }),
  tellIntroductionOutcome: defineRoute({
    id: 'tellIntroductionOutcome',
    service: 'membership',
    method: 'POST',
    path: '/introduction-outcomes',
    summary: 'Say what came of an introduction, by the link of a letter',
    right: 'public',
    query: linked,
    body: OutcomeBody,
    reply: IntroductionQuestion,
    status: 200,
    problems: ['invalid-token', 'expired-token', 'not-found', 'conflict'],
  }),
  countIntroductions: defineRoute({
    id: 'countIntroductions',
    service: 'membership',
    method: 'GET',
    path: '/introduction-figures',
    summary: 'Count the introductions made in a period: where they stand, and what came of them',
    right: 'bridge.weave',
    query: z.object({ from: Instant.optional(), until: Instant.optional(), community: Id.optional() }),
    reply: z.object({
      made: count,
      statuses: z.record(IntroductionStatus, count),
      came: z.record(IntroductionOutcome, count),
      untold: count.meta({ description: 'Connected, and nobody has said what came of it' }),
    }),
    status: 200,
  }),
};

const questions = {
  /** Answered by membership: what the letters of an introduction say, to those who are still to get one. */
  letters: defineQuestion({
    name: 'membership.introduction-letters',
    summary:
      'What the letters of an introduction say; addresses only of those who accepted, to those who did too',
    question: z.strictObject({
      network: NetworkId,
      introduction: Id,
      part: z.enum(['ask', 'exchange', 'follow-up']),
      people: z.array(Id).min(1).max(100),
    }),
    answer: z.object({
      letters: z.array(
        z.object({
          person: Id,
          weaver: line(200),
          reason: paragraphs(2000),
          others: z.array(
            z.object({
              name: line(200),
              community: line(120).optional(),
              email: EmailAddress.optional(),
            }),
          ),
          until: z.iso.datetime(),
          link: z.url(),
        }),
      ),
    }),
  }),
};

export const introductionsContract = defineCapability({
  name: 'introductions',
  service: 'membership',
  routes,
  events,
  questions,
});
