import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { Id, Instant } from '../id.ts';
import { CommunityRole } from '../rights.ts';
import { defineRoute } from '../route.ts';
import { Ballot, bytesOf32 } from './blind-ballots.ts';
import { Answers } from './questions.ts';
import { Receipt } from './receipts.ts';
import { SurveyMode } from './surveys/schemas.ts';

/** One accepted response inside an intake message. `link` is the answering link's id: one response each. */
export const AcceptedResponse = z.object({
  response: Id,
  survey: Id,
  instrumentVersion: z.int().positive(),
  receivedAt: Instant,
  link: Id.optional(),
  /** SHA-256 of the receipt's secret, where the response is to be changeable. */
  receipt: z.string().optional(),
  /** A change of the response; the highest counts. */
  revision: z.int().positive().optional(),
  /** The response is taken back, for good; `answers` is empty then. */
  withdrawn: z.literal(true).optional(),
  answers: Answers,
});
export type AcceptedResponse = z.infer<typeof AcceptedResponse>;

/** One message of `SURVEY_INTAKE`: the responses that shared one durable publish. */
export const IntakeBatch = z.object({
  network: z.string(),
  batch: Id,
  responses: z.array(AcceptedResponse).min(1),
});
export type IntakeBatch = z.infer<typeof IntakeBatch>;

const count = z.int().nonnegative();

const Spread = {
  mean: z.number().optional(),
  spread: z.number().optional().meta({ description: 'Standard deviation' }),
};
/** How many gave an answer that is no point of the scale. */
const besidePoints = {
  notApplicable: count.optional(),
  dontKnow: count.optional(),
  refused: count.optional(),
};
const Wording = z.object({ number: count, text: z.string() });

/** Something that could be chosen or rated, with its labels through the versions. */
const OptionResult = z.object({
  key: z.string(),
  label: z.string(),
  labels: z.array(Wording).meta({ description: 'From which version on it was worded so' }),
  removed: z.literal(true).optional().meta({ description: 'Not in the current version' }),
  right: z.literal(true).optional().meta({ description: 'Of a quiz question, once the survey has closed' }),
});

/** The tally of one question, over all versions in which it has its key. */
export const QuestionResult = z
  .object({
    key: z.string(),
    kind: z.string().meta({ description: 'Of a question, or `score`' }),
    text: z.string(),
    rule: z.string().optional().meta({ description: 'Of a score: how it comes about' }),
    wordings: z
      .array(Wording)
      .optional()
      .meta({ description: 'Where it was reworded: from which version on' }),
    removed: z.literal(true).optional().meta({ description: 'The current version no longer asks it' }),
    options: z.array(OptionResult).optional(),
    answered: count,
    noAnswer: count.optional().meta({ description: 'Were asked and said nothing; absent where nobody can' }),
    notAsked: count.optional().meta({
      description: 'Were not asked, by a condition or by a version without it; absent where all were',
    }),
    about: count.optional().meta({
      description:
        'The counts are figures near them, so that nobody’s answer shows: 19 of 20 are off by no more than this. They need not add up. Absent where they are exact',
    }),
    counts: z.record(z.string(), count).optional(),
    ...Spread,
    points: z
      .array(z.object({ key: z.string(), label: z.string() }))
      .optional()
      .meta({ description: 'Of a scale, levels or a matrix: what its points are called, where they are' }),
    ...besidePoints,
    netPromoter: z.int().optional().meta({
      description: 'Where the scale asks for it: the share of 9 and 10 less that of 0 to 6, of all rated',
    }),
    rows: z
      .array(
        OptionResult.extend({
          answered: count,
          counts: z.record(z.string(), count),
          ...Spread,
          ...besidePoints,
        }),
      )
      .optional()
      .meta({ description: 'Of a matrix: each row' }),
    ranks: z
      .array(
        z.object({
          key: z.string(),
          ranked: count,
          meanRank: z.number().optional(),
          positions: z.array(count),
        }),
      )
      .optional()
      .meta({ description: 'Of a ranking, by mean rank; `positions` counts from the first place on' }),
    sum: z.number().optional(),
    histogram: z
      .array(z.object({ from: z.number(), to: z.number(), count }))
      .optional()
      .meta({ description: 'Of a number: how many are at least `from` and below `to`' }),
    right: z
      .object({ count, share: z.number().optional() })
      .optional()
      .meta({ description: 'Of a quiz question' }),
    texts: z.array(z.string()).optional(),
  })
  .meta({ id: 'QuestionResult' });
export type QuestionResult = z.infer<typeof QuestionResult>;

export const Results = z
  .object({
    survey: Id,
    instrument: Id,
    community: Id.optional().meta({ description: 'Whose survey it is, where it is one community’s' }),
    title: z.string(),
    mode: SurveyMode,
    invited: count,
    responses: count.meta({
      description:
        'While a confidential survey is open: so many as are in what is shown, in steps that double',
    }),
    state: z.enum(['live', 'steps', 'settling', 'final']).meta({
      description:
        'Named ones are live; what is shown of others while open is always followed by a smallest group of further responses; `settling` is closed, with responses on their way',
    }),
    asOf: Instant.optional(),
    communities: z
      .array(z.object({ community: Id, invited: count, answered: count, share: z.number() }))
      .optional()
      .meta({
        description:
          'Who answered, by community; those too small are left out, and with one the next. Figures near the counts where the survey is not named; not of anonymous surveys',
      }),
    withdrawn: count.optional().meta({
      description:
        'Responses that were withdrawn and led to no community: those who gave them still count as having answered in theirs',
    }),
    replacedBallots: count.optional().meta({
      description:
        'In an anonymous survey: ballots that were replaced because they were lost, so that at most so many can have answered twice',
    }),
    roles: z
      .array(z.object({ role: CommunityRole, invited: count, answered: count, share: z.number() }))
      .optional()
      .meta({ description: 'The same by role, where the survey groups by it' }),
    suppressed: z
      .boolean()
      .meta({ description: 'Fewer responses than the smallest group: counts are withheld' }),
    onlySettled: z
      .literal(true)
      .optional()
      .meta({ description: 'Of a survey by an open link, not named: questions are told once it has closed' }),
    smallestGroup: count,
    versions: z.array(count).meta({ description: 'The versions that were asked, oldest first' }),
    questions: z.array(QuestionResult),
  })
  .meta({ id: 'Results' });
export type Results = z.infer<typeof Results>;

const routes = {
  submitResponse: defineRoute({
    id: 'submitResponse',
    service: 'survey',
    process: 'intake',
    method: 'POST',
    path: '/surveys/:id/responses',
    summary:
      'Answer a survey: 202 once the response is durably stored. The same `response` id sent again counts once',
    right: 'public',
    params: z.object({ id: Id }),
    body: z.strictObject({
      response: Id.meta({ description: 'The draft’s id, made by the client: the idempotency key' }),
      token: z
        .string()
        .max(2000)
        .optional()
        .meta({ description: 'From the personal link; never in an anonymous survey' }),
      ballot: Ballot.optional().meta({ description: 'In an anonymous survey, and in no other' }),
      receipt: bytesOf32(
        'SHA-256 of 32 random bytes that the respondent keeps: with them the response can be changed or withdrawn',
      ).optional(),
      instrumentVersion: z.int().positive(),
      answers: Answers,
    }),
    reply: Receipt,
    status: 202,
    problems: ['closed', 'conflict', 'invalid-token', 'expired-token', 'unavailable'],
  }),
  readResults: defineRoute({
    id: 'readResults',
    service: 'survey',
    method: 'GET',
    path: '/surveys/:id/results',
    summary: 'The tallies of a survey',
    right: 'survey.results',
    params: z.object({ id: Id }),
    reply: Results,
    status: 200,
  }),
};

export const responsesContract = defineCapability({ name: 'responses', service: 'survey', routes });
