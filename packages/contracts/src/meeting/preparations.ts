import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { defineEvent } from '../envelope.ts';
import { Id, Instant, NetworkId } from '../id.ts';
import { defineQuestion } from '../question.ts';
import { line } from '../text.ts';

const service = 'meeting';

const events = {
  preparationDue: defineEvent({
    service,
    aggregate: 'preparation',
    event: 'due',
    summary: 'A meeting is near, and these have steps of its communities, or cases to feed back at it',
    data: z.object({ meeting: Id, community: Id, people: z.array(Id) }),
  }),
};

const questions = {
  /** Answered by meeting, asked as the letters go: what each of these still has open before a meeting. */
  preparations: defineQuestion({
    name: 'meeting.preparations',
    summary: 'What people have open before a meeting',
    question: z.strictObject({ network: NetworkId, meeting: Id, people: z.array(Id).min(1).max(1000) }),
    answer: z.object({
      meeting: z
        .object({ title: line(200), startsAt: Instant })
        .optional()
        .meta({ description: 'Absent where it no longer takes place' }),
      people: z.array(z.object({ person: Id, steps: z.array(line(300)), cases: z.array(line(200)) })),
      link: z.url(),
    }),
  }),
};

export const preparationsContract = defineCapability({ name: 'preparations', service, events, questions });
