import { z } from 'zod';
import { EmailAddress } from '../address.ts';
import { defineCapability } from '../capability.ts';
import { defineEvent } from '../envelope.ts';
import { Id, Instant, NetworkId } from '../id.ts';
import { defineQuestion } from '../question.ts';
import { defineRoute } from '../route.ts';
import { SurveyMode } from './surveys/schemas.ts';

const count = z.int().nonnegative();

/** How many would get a reminder, or got one. Of a survey that is not named no more is told than results tell. */
const Recipients = {
  recipients: count,
  exact: z.boolean().meta({
    description:
      'False in a survey that is not named: so many at most, from counts that move in steps of the smallest group',
  }),
};

export const Reminder = z
  .object({
    id: Id,
    at: Instant,
    planned: z.boolean().meta({ description: 'With the survey; false: by hand' }),
    status: z.enum(['planned', 'sending', 'sent', 'dropped']).meta({
      description: '`dropped`: the survey closed before, or a later one was due at the same time',
    }),
    recipients: Recipients.recipients.optional(),
    exact: Recipients.exact.optional(),
  })
  .meta({ id: 'Reminder' });
export type Reminder = z.infer<typeof Reminder>;

export const Participation = z
  .object({
    survey: Id,
    mode: SurveyMode,
    invited: count.meta({ description: 'Invitations there were; while it is prepared, so far' }),
    answered: count.meta({
      description: 'While a survey that is not named is open: so many as are in what its results show',
    }),
    ballots: count.optional().meta({
      description:
        'Ballots given out, in an anonymous survey; in whole steps of the smallest group until it closes',
    }),
    exact: z.boolean(),
    smallestGroup: count,
    reminders: z.array(Reminder),
  })
  .meta({ id: 'Participation', description: 'How many took part; never who' });
export type Participation = z.infer<typeof Participation>;

const service = 'survey' as const;
const right = 'survey.run' as const;
const one = z.object({ id: Id });

const routes = {
  readParticipation: defineRoute({
    id: 'readParticipation',
    service,
    method: 'GET',
    path: '/surveys/:id/participation',
    summary: 'How many were invited, have answered and were reminded when',
    right,
    params: one,
    reply: Participation,
    status: 200,
  }),
  previewReminder: defineRoute({
    id: 'previewReminder',
    service,
    method: 'GET',
    path: '/surveys/:id/reminders/preview',
    summary: 'How many would be reminded now: those who have not answered and still want letters',
    right,
    params: one,
    reply: z.object(Recipients),
    status: 200,
    problems: ['closed', 'conflict'],
  }),
  remindNow: defineRoute({
    id: 'remindNow',
    service,
    method: 'POST',
    path: '/surveys/:id/reminders',
    summary: 'Remind those who have not answered, after a look at how many they are',
    right,
    params: one,
    body: z.strictObject({
      confirmed: count.meta({
        description: 'The number that the preview told; refused where it would be more by now',
      }),
    }),
    reply: Reminder,
    status: 202,
    problems: ['closed', 'conflict'],
  }),
  cancelReminder: defineRoute({
    id: 'cancelReminder',
    service,
    method: 'DELETE',
    path: '/surveys/:id/reminders/:reminder',
    summary: 'Take back a planned reminder that has not begun',
    right,
    params: z.object({ id: Id, reminder: Id }),
    reply: z.undefined(),
    status: 204,
    problems: ['conflict'],
  }),
  stopSurveyLetters: defineRoute({
    id: 'stopSurveyLetters',
    service,
    method: 'POST',
    path: '/surveys/:id/silence',
    summary:
      'No more letters about this survey (RFC 8058 one-click); of somebody who is no member the address is erased, and no survey writes to it again',
    right: 'public',
    params: one,
    query: z.object({ token: z.string().max(2000) }),
    // Mail clients send the form field of RFC 8058; anything else in the body is of no concern.
    body: z.unknown(),
    reply: z.object({ silent: z.literal(true) }),
    status: 200,
    opens: 'survey-letters',
    problems: ['invalid-token', 'expired-token'],
  }),
};

const events = {
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
};

const questions = {
  /**
   * Answered by survey as letters go out: personal links of those who are still to get one, with the address of those who
   * are no members. A reminder leaves out who has answered, or had a ballot; nobody is in it who wants no more letters.
   */
  letters: defineQuestion({
    name: 'survey.letters',
    summary: 'What letters about a survey need, to those who are still to get one',
    question: z.strictObject({
      network: NetworkId,
      survey: Id,
      people: z.array(Id).min(1).max(1000),
      reminder: z.boolean(),
    }),
    answer: z.object({
      mode: SurveyMode.optional(),
      letters: z.array(
        z.object({
          person: Id,
          link: z.url(),
          stop: z.url(),
          oneClick: z.url(),
          email: EmailAddress.optional(),
        }),
      ),
    }),
  }),
};

export const remindersContract = defineCapability({ name: 'reminders', service, routes, events, questions });
