import { z } from 'zod';
import { Id, Instant } from '../id.ts';
import { defineRoute } from '../route.ts';
import { line } from '../text.ts';

/** What a person may agree to, each on its own. */
export const ConsentPurpose = z.enum(['digest', 'event-news', 'directory-listing', 'research-contact']);
export type ConsentPurpose = z.infer<typeof ConsentPurpose>;

export const ConsentChannel = z.enum(['join-form', 'import', 'profile', 'unsubscribe-link']);

/** One line of the consent ledger: written once, never changed. */
export const ConsentEntry = z
  .object({
    id: Id,
    person: Id,
    purpose: ConsentPurpose,
    given: z.boolean(),
    textVersion: line(40).meta({ description: 'Which wording was agreed to' }),
    channel: ConsentChannel,
    by: Id.optional().meta({ description: 'Who recorded it, where that was someone else' }),
    at: Instant,
  })
  .meta({ id: 'ConsentEntry' });
export type ConsentEntry = z.infer<typeof ConsentEntry>;

/** The wording of each purpose that is shown today. */
export const consentText = {
  version: '2026-11',
  purposes: {
    digest: 'Send me the monthly letter of the network.',
    'event-news': 'Write to me about meetings and events.',
    'directory-listing': 'List me in the directory for other members.',
    'research-contact': 'Researchers may ask me, through the network, to take part in studies.',
  },
} as const satisfies { version: string; purposes: Record<ConsentPurpose, string> };

const ofPerson = z.object({ id: Id });

export const consentRoutes = {
  summarizeConsents: defineRoute({
    id: 'summarizeConsents',
    service: 'membership',
    method: 'GET',
    path: '/consents/summary',
    summary: 'How many members there are, and how many of them agree to each purpose now',
    right: 'digest.read',
    reply: z.object({
      members: z.int().nonnegative(),
      purposes: z.array(z.object({ purpose: ConsentPurpose, agreed: z.int().nonnegative() })),
    }),
    status: 200,
  }),
  listConsents: defineRoute({
    id: 'listConsents',
    service: 'membership',
    method: 'GET',
    path: '/people/:id/consents',
    summary: 'The consent ledger of a person, oldest first',
    right: 'people.edit',
    params: ofPerson,
    reply: z.object({ items: z.array(ConsentEntry) }),
    status: 200,
  }),
  recordConsent: defineRoute({
    id: 'recordConsent',
    service: 'membership',
    method: 'POST',
    path: '/people/:id/consents',
    summary: 'Give or withdraw one consent',
    right: 'people.edit',
    params: ofPerson,
    body: z.strictObject({ purpose: ConsentPurpose, given: z.boolean(), textVersion: line(40) }),
    reply: ConsentEntry,
    status: 201,
  }),
  unsubscribe: defineRoute({
    id: 'unsubscribe',
    service: 'membership',
    method: 'POST',
    path: '/unsubscribe',
    summary: 'Stop exactly the letter that the link came in (RFC 8058 one-click)',
    right: 'public',
    query: z.object({ token: z.string().max(2000) }),
    // Mail clients send the form field of RFC 8058; anything else in the body is of no concern.
    body: z.unknown(),
    reply: z.object({ purpose: ConsentPurpose, given: z.literal(false) }),
    status: 200,
    problems: ['invalid-token', 'expired-token'],
  }),
};
