import { z } from 'zod';
import { Day, Id, Instant, Version } from '../../id.ts';
import { line, paragraphs } from '../../text.ts';

/** Whether somebody wants to be introduced; only those who do learn each other’s addresses. */
export const IntroductionAnswer = z.enum(['accept', 'decline']);
export type IntroductionAnswer = z.infer<typeof IntroductionAnswer>;

/** Asked; connected once two sides accepted; declined once that cannot be any more; expired where nobody said. */
export const IntroductionStatus = z.enum(['asked', 'connected', 'declined', 'expired']);
export type IntroductionStatus = z.infer<typeof IntroductionStatus>;

/** What came of an introduction. */
export const IntroductionOutcome = z.enum(['met', 'working-together', 'nothing']);
export type IntroductionOutcome = z.infer<typeof IntroductionOutcome>;

/** An introduction that a weaver made between members, or between the facilitators of two communities. */
export const Introduction = z
  .object({
    id: Id,
    version: Version,
    by: Id,
    community: Id.optional().meta({ description: 'In whose name, where the weaver is not a host' }),
    communities: z.array(Id).optional().meta({ description: 'The two that are introduced' }),
    people: z.array(
      z.object({
        person: Id,
        community: Id.optional().meta({ description: 'For which of the two they stand' }),
        answer: IntroductionAnswer.optional().meta({ description: 'Not shown to the others introduced' }),
      }),
    ),
    reason: paragraphs(2000),
    status: IntroductionStatus,
    askedAt: Instant,
    expiresAt: Instant.meta({ description: 'Until when they may answer' }),
    followUpOn: Day.optional().meta({ description: 'When the weaver is asked what came of it' }),
    came: IntroductionOutcome.optional().meta({ description: 'What was said last' }),
    outcomes: z.array(z.object({ came: IntroductionOutcome, note: paragraphs(2000), by: Id, at: Instant })),
  })
  .meta({ id: 'Introduction' });
export type Introduction = z.infer<typeof Introduction>;

/** What somebody who is introduced sees by the link of their letter. */
export const IntroductionQuestion = z
  .object({
    introduction: Id,
    weaver: line(200),
    reason: paragraphs(2000),
    others: z.array(z.object({ name: line(200), community: line(120).optional() })),
    expiresAt: Instant,
    open: z.boolean(),
    connected: z.boolean().meta({ description: 'Whether they and another one accepted' }),
    answer: IntroductionAnswer.optional(),
    came: IntroductionOutcome.optional().meta({ description: 'What they said came of it' }),
  })
  .meta({ id: 'IntroductionQuestion' });
export type IntroductionQuestion = z.infer<typeof IntroductionQuestion>;
