import { z } from 'zod';
import { defineEvent } from '../../envelope.ts';
import { Id } from '../../id.ts';
import { IntroductionOutcome, IntroductionStatus } from './schemas.ts';

const service = 'membership';
const aggregate = 'introduction';
const introduction = Id;

/** What happens to introductions: who answered what stays with the weaver. */
export const events = {
  introductionMade: defineEvent({
    service,
    aggregate,
    event: 'made',
    summary: 'Members are to be asked whether they want to be introduced',
    data: z.object({ introduction, by: Id, people: z.array(Id).min(2).max(50) }),
  }),
  introductionAnswered: defineEvent({
    service,
    aggregate,
    event: 'answered',
    summary: 'Somebody answered; with exchange, those who accepted are to learn each other’s addresses',
    data: z.object({
      introduction,
      status: IntroductionStatus,
      exchange: z.array(Id).min(2).max(50).optional(),
    }),
  }),
  introductionOutcomeTold: defineEvent({
    service,
    aggregate,
    event: 'outcome-told',
    summary: 'Somebody said what came of an introduction',
    data: z.object({ introduction, came: IntroductionOutcome }),
  }),
  introductionFollowUpDue: defineEvent({
    service,
    aggregate,
    event: 'follow-up-due',
    summary: 'A weaver is to be asked what came of an introduction',
    data: z.object({ introduction, by: Id }),
  }),
};
