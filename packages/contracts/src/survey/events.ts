import { z } from 'zod';
import { defineEvent } from '../envelope.ts';
import { Id, Instant } from '../id.ts';
import { SurveyMode } from './surveys.ts';

const service = 'survey';

export const surveyEvents = {
  instrumentDrafted: defineEvent({
    service,
    aggregate: 'instrument',
    event: 'drafted',
    summary: 'An instrument was drafted or its draft changed',
    data: z.object({ instrument: Id }),
  }),
  instrumentPublished: defineEvent({
    service,
    aggregate: 'instrument',
    event: 'published',
    summary: 'A version of an instrument was published',
    data: z.object({ instrument: Id, number: z.int().positive(), title: z.string() }),
  }),
  instrumentDeleted: defineEvent({
    service,
    aggregate: 'instrument',
    event: 'deleted',
    summary: 'An instrument that was never published was deleted',
    data: z.object({ instrument: Id }),
  }),
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
  remindersDue: defineEvent({
    service,
    aggregate: 'survey-reminder',
    event: 'due',
    summary:
      'People are to be reminded unless they have answered by then, which this does not tell: at most 500 an event',
    data: z.object({
      survey: Id,
      reminder: Id,
      title: z.string(),
      closesAt: Instant,
      people: z.array(Id).max(500),
      addressees: z.array(Id).max(500).meta({ description: 'Those who are no members' }),
    }),
  }),
  assessmentSet: defineEvent({
    service,
    aggregate: 'assessment',
    event: 'set',
    summary: 'A group’s assessment against a matrix was added or changed',
    data: z.object({ assessment: Id, community: Id, instrument: Id }),
  }),
  resultsPublished: defineEvent({
    service,
    aggregate: 'publication',
    event: 'published',
    summary: 'Results of a survey were published to an audience',
    data: z.object({
      publication: Id,
      survey: Id,
      audience: z.enum(['public', 'network', 'community', 'respondents']),
      community: Id.optional(),
    }),
  }),
  readersTold: defineEvent({
    service,
    aggregate: 'result-letters',
    event: 'readers-told',
    summary: 'People are to be sent a letter on published results: at most 500 an event',
    data: z.object({ publication: Id, people: z.array(Id).min(1).max(500) }),
  }),
  resultsWithdrawn: defineEvent({
    service,
    aggregate: 'publication',
    event: 'withdrawn',
    summary: 'Published results were withdrawn',
    data: z.object({ publication: Id, survey: Id }),
  }),
  surveyClosed: defineEvent({
    service,
    aggregate: 'survey',
    event: 'closed',
    summary: 'A survey ended',
    data: z.object({ survey: Id, community: Id.optional() }),
  }),
};
