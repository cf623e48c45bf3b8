import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { defineEvent } from '../envelope.ts';
import { Id, Instant } from '../id.ts';
import { defineRoute } from '../route.ts';
import { line } from '../text.ts';

/** What a person may agree to, each on its own. */
export const ConsentPurpose = z.enum(['digest', 'event-news', 'directory-listing', 'research-contact']);

export type ConsentPurpose = z.infer<typeof ConsentPurpose>;

/** On what ground a person's data is used for a purpose (GDPR, article 6.1). */
export const LawfulBasis = z.enum([
  'consent',
  'contract',
  'legal-obligation',
  'vital-interests',
  'public-task',
  'legitimate-interest',
]);
export type LawfulBasis = z.infer<typeof LawfulBasis>;

export const ConsentChannel = z.enum([
  'join-form',
  'import',
  'profile',
  'unsubscribe-link',
  'preference-page',
  'campaign',
  'in-person',
  'phone',
  'email',
  'paper',
  'merge',
]);
export type ConsentChannel = z.infer<typeof ConsentChannel>;

/** Why a consent ended that nobody withdrew: nothing was answered, or the import that brought it was taken back. */
export const WithdrawalReason = z.enum(['silent', 'taken-back']);

/** What a list says of a consent that was given before it came here; the line’s own time is when it was taken in. */
export const StatedConsent = z.object({
  givenAt: z.iso.date().optional().meta({ description: 'The day on which it was given' }),
  channel: line(80).optional().meta({ description: 'How it was given, in the words of the list' }),
  words: line(500).optional().meta({ description: 'What was agreed to, where that is no published wording' }),
});
export type StatedConsent = z.infer<typeof StatedConsent>;

/** One line of the consent ledger: written once, never changed. */
export const ConsentEntry = z
  .object({
    id: Id,
    person: Id,
    purpose: ConsentPurpose,
    given: z.boolean(),
    basis: LawfulBasis,
    textVersion: line(40).meta({ description: 'Which wording was agreed to' }),
    channel: ConsentChannel,
    by: Id.optional().meta({ description: 'Who recorded it, where that was someone else' }),
    campaign: Id.optional().meta({ description: 'The campaign that this answers' }),
    reason: WithdrawalReason.optional().meta({ description: 'Where nobody withdrew it' }),
    stated: StatedConsent.optional().meta({
      description: 'Of an imported consent: what the list says of it',
    }),
    at: Instant,
  })
  .meta({ id: 'ConsentEntry' });
export type ConsentEntry = z.infer<typeof ConsentEntry>;

/** How a person stands to one purpose now, derived from the ledger. A purpose never decided on has no times. */
export const CurrentConsent = z
  .object({
    purpose: ConsentPurpose,
    given: z.boolean(),
    basis: LawfulBasis.optional(),
    textVersion: line(40).optional(),
    channel: ConsentChannel.optional(),
    givenAt: Instant.optional(),
    withdrawnAt: Instant.optional(),
  })
  .meta({ id: 'CurrentConsent' });
export type CurrentConsent = z.infer<typeof CurrentConsent>;

/** The exact words that people agree to, one for each purpose. Once published it never changes. */
export const ConsentText = z
  .object({
    version: line(40),
    purposes: z.partialRecord(ConsentPurpose, line(500)),
    publishedAt: Instant,
    current: z.boolean().meta({ description: 'Whether this is the wording shown today' }),
  })
  .meta({ id: 'ConsentText' });
export type ConsentText = z.infer<typeof ConsentText>;

/** The wording that a network begins with, until its hosts publish their own. */
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

const routes = {
  listConsentTexts: defineRoute({
    id: 'listConsentTexts',
    service: 'membership',
    method: 'GET',
    path: '/consent-texts',
    summary: 'Every wording that people were asked to agree to, newest first; the first is shown today',
    right: 'public',
    reply: z.object({ items: z.array(ConsentText) }),
    status: 200,
  }),
  publishConsentText: defineRoute({
    id: 'publishConsentText',
    service: 'membership',
    method: 'POST',
    path: '/consent-texts',
    summary: 'Publish a new wording for every purpose; what was published before stays as it was',
    right: 'consent.run',
    body: z.strictObject({ version: line(40), purposes: z.record(ConsentPurpose, line(500)) }),
    reply: ConsentText,
    status: 201,
    problems: ['already-exists'],
  }),
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
    summary: 'The consent ledger of a person, oldest first, and how they stand to each purpose now',
    right: 'people.edit',
    params: ofPerson,
    reply: z.object({ items: z.array(ConsentEntry), current: z.array(CurrentConsent) }),
    status: 200,
  }),
  recordConsent: defineRoute({
    id: 'recordConsent',
    service: 'membership',
    method: 'POST',
    path: '/people/:id/consents',
    summary:
      'Give or withdraw one consent; hosts may record another lawful basis than consent, with its wording',
    right: 'people.edit',
    params: ofPerson,
    body: z.strictObject({
      purpose: ConsentPurpose,
      given: z.boolean(),
      textVersion: line(40),
      basis: LawfulBasis.default('consent'),
    }),
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
    opens: 'unsubscribe',
    problems: ['invalid-token', 'expired-token'],
  }),
};

const service = 'membership';

const events = {
  consentRecorded: defineEvent({
    service,
    aggregate: 'person',
    event: 'consent-recorded',
    summary: 'A consent was given or withdrawn',
    data: z.object({ person: Id, purpose: ConsentPurpose, given: z.boolean(), channel: ConsentChannel }),
  }),
  consentTextPublished: defineEvent({
    service,
    aggregate: 'consent-text',
    event: 'published',
    summary: 'A new wording is agreed to from now on',
    data: z.object({ textVersion: z.string() }),
  }),
};

export const consentContract = defineCapability({ name: 'consent', service: 'membership', routes, events });
