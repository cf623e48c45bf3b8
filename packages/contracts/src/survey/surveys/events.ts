import { z } from 'zod';
import { defineEvent } from '../../envelope.ts';
import { Id, Instant } from '../../id.ts';
import { SurveyMode } from './schemas.ts';

const service = 'survey';

export const events = {
  surveyOpened: defineEvent({
    service,
    aggregate: 'survey',
    event: 'opened',
    summary: 'A survey began',
    data: z.object({
      survey: Id,
      instrument: Id,
      number: z.int().positive(),
      title: z.string(),
      mode: SurveyMode,
      closesAt: Instant,
      community: Id.optional(),
    }),
  }),
  surveyTookVersion: defineEvent({
    service,
    aggregate: 'survey',
    event: 'took-version',
    summary: 'A running survey asks a newer version from now on',
    data: z.object({ survey: Id, instrument: Id, number: z.int().positive(), community: Id.optional() }),
  }),
  peopleInvited: defineEvent({
    service,
    aggregate: 'survey',
    event: 'people-invited',
    summary: 'People are to be sent their link: at most 500 an event',
    data: z.object({ survey: Id, title: z.string(), closesAt: Instant, people: z.array(Id).min(1).max(500) }),
  }),
  addresseesInvited: defineEvent({
    service,
    aggregate: 'survey',
    event: 'addressees-invited',
    summary:
      'People who are no members are to be sent their link: at most 500 an event, by ids of this survey alone',
    data: z.object({ survey: Id, title: z.string(), closesAt: Instant, people: z.array(Id).min(1).max(500) }),
  }),
  surveyClosed: defineEvent({
    service,
    aggregate: 'survey',
    event: 'closed',
    summary: 'A survey ended',
    data: z.object({ survey: Id, community: Id.optional() }),
  }),
};
