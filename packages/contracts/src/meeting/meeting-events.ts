import { z } from 'zod';
import { defineEvent } from '../envelope.ts';
import { Id, Instant } from '../id.ts';
import { MeetingKind } from './series.ts';

const service = 'meeting';
const meetingFacts = z.object({
  meeting: Id,
  community: Id,
  /** Those that hold it together with the community, if any. */
  withCommunities: z.array(Id).optional(),
  kind: MeetingKind,
  startsAt: Instant,
  minutes: z.int(),
});

/** What is told of a meeting: when it is and whose, and never its words. */
export const meetingEvents = {
  meetingPlanned: defineEvent({
    service,
    aggregate: 'meeting',
    event: 'planned',
    summary: 'A meeting was planned',
    data: meetingFacts,
  }),
  meetingChanged: defineEvent({
    service,
    aggregate: 'meeting',
    event: 'changed',
    summary: 'A meeting, its notes or its attendance changed',
    data: meetingFacts.extend({ fields: z.array(z.string()) }),
  }),
  meetingCancelled: defineEvent({
    service,
    aggregate: 'meeting',
    event: 'cancelled',
    summary: 'A meeting that was planned does not take place',
    data: meetingFacts,
  }),
  meetingRestored: defineEvent({
    service,
    aggregate: 'meeting',
    event: 'restored',
    summary: 'A meeting that was cancelled takes place after all',
    data: meetingFacts,
  }),
  meetingOpened: defineEvent({
    service,
    aggregate: 'meeting',
    event: 'opened',
    summary: 'A meeting began',
    data: meetingFacts,
  }),
  meetingClosed: defineEvent({
    service,
    aggregate: 'meeting',
    event: 'closed',
    summary: 'A meeting ended; with checkOut, those present are to be asked that instrument',
    data: meetingFacts.extend({
      present: z.array(Id),
      checkOut: Id.optional(),
      /** Of those present, whom the check-out asks, where that is not all of them. */
      asked: z.array(Id).optional(),
    }),
  }),
};
