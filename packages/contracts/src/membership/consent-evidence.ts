import { z } from 'zod';
import { EmailAddress } from '../address.ts';
import { defineCapability } from '../capability.ts';
import { Day, Id, Instant } from '../id.ts';
import { PageQuery, pageOf } from '../listing.ts';
import { defineRoute } from '../route.ts';
import { TableQuery, tableTypes } from '../table.ts';
import { line } from '../text.ts';
import { ConsentChannel, ConsentPurpose, LawfulBasis, StatedConsent } from './consent.ts';

/** That somebody agreed to something, and whether that still stands: one line for each time that they did. */
export const ConsentEvidence = z
  .object({
    id: Id,
    person: Id.meta({ description: 'Leads to nobody where they were erased since' }),
    name: line().optional(),
    email: EmailAddress.optional(),
    purpose: ConsentPurpose,
    textVersion: line(40),
    words: line(500).optional().meta({ description: 'What they read: the wording, or what the list said' }),
    basis: LawfulBasis,
    channel: ConsentChannel,
    campaign: Id.optional(),
    by: Id.optional().meta({ description: 'Who recorded it, where that was someone else' }),
    stated: StatedConsent.optional(),
    at: Instant.meta({ description: 'When it was recorded' }),
    withdrawnAt: Instant.optional(),
  })
  .meta({ id: 'ConsentEvidence' });
export type ConsentEvidence = z.infer<typeof ConsentEvidence>;

const filter = {
  person: Id.optional(),
  purpose: ConsentPurpose.optional(),
  basis: LawfulBasis.optional(),
  channel: ConsentChannel.optional(),
  textVersion: line(40).optional(),
  campaign: Id.optional(),
  from: Day.optional(),
  until: Day.optional().meta({ description: 'That day too' }),
  state: z
    .enum(['standing', 'withdrawn'])
    .optional()
    .meta({ description: 'Whether it was withdrawn after that' }),
};
export const EvidenceFilter = z.object(filter);
export type EvidenceFilter = z.infer<typeof EvidenceFilter>;

const routes = {
  listConsentEvidence: defineRoute({
    id: 'listConsentEvidence',
    service: 'membership',
    method: 'GET',
    path: '/consents',
    summary:
      'Who agreed to what: when, in which words, by which channel, on what basis, and when it was withdrawn',
    right: 'consent.run',
    query: PageQuery.extend(filter),
    reply: pageOf(ConsentEvidence),
    status: 200,
  }),
  exportConsentEvidence: defineRoute({
    id: 'exportConsentEvidence',
    service: 'membership',
    method: 'GET',
    path: '/exports/consents',
    summary: 'Who agreed to what, as a table: the evidence of each consent',
    right: 'consent.run',
    query: TableQuery.extend(filter),
    produces: Object.values(tableTypes),
    reply: z.unknown(),
    status: 200,
  }),
};

export const consentEvidenceContract = defineCapability({
  name: 'consent-evidence',
  service: 'membership',
  routes,
});
