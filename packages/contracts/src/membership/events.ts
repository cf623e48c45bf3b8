import { z } from 'zod';
import { defineEvent } from '../envelope.ts';
import { Id, Instant, Slug } from '../id.ts';
import { CommunityRole, NetworkRole } from '../rights.ts';
import { CampaignAudience } from './campaigns.ts';
import { CommunityStatus } from './communities.ts';
import { communityLifeEvents } from './community-events.ts';
import { ConsentChannel, ConsentPurpose } from './consent.ts';
import { ErasureReason } from './erasure.ts';
import { introductionEvents } from './introduction-events.ts';
import { prospectEvents } from './prospect-events.ts';
import { rectificationEvents } from './rectification-events.ts';

// A community's own facts are not about a person, so its name may travel; a member's may not.
const communityFacts = z.object({
  community: Id,
  slug: Slug,
  name: z.string(),
  domain: z.string(),
  status: CommunityStatus,
});

const campaignFacts = z.object({
  campaign: Id,
  purpose: ConsentPurpose,
  textVersion: z.string(),
  audience: CampaignAudience,
  deadline: Instant,
});
const somePeople = z.array(Id).min(1).max(500);
const erasureFacts = z.object({ request: Id, person: Id, reason: ErasureReason });

const service = 'membership';

export const membershipEvents = {
  ...communityLifeEvents,
  ...prospectEvents,
  ...introductionEvents,
  ...rectificationEvents,
  personJoined: defineEvent({
    service,
    aggregate: 'person',
    event: 'joined',
    summary: 'Someone became a member of the network',
    data: z.object({ person: Id, roles: z.array(NetworkRole), welcome: z.boolean() }),
  }),
  personChanged: defineEvent({
    service,
    aggregate: 'person',
    event: 'changed',
    summary: 'A profile changed; what it holds now is in the directory',
    data: z.object({ person: Id, fields: z.array(z.string()) }),
  }),
  rolesChanged: defineEvent({
    service,
    aggregate: 'person',
    event: 'roles-changed',
    summary:
      'Someone was given roles in the network, or they were taken; a session has them from its next token on',
    data: z.object({
      person: Id,
      roles: z.array(NetworkRole),
      given: z.array(NetworkRole),
      taken: z.array(NetworkRole),
    }),
  }),
  // An organisation of one is a person's name, so it does not travel.
  organisationAdded: defineEvent({
    service,
    aggregate: 'organisation',
    event: 'added',
    summary: 'An organisation is known from now on',
    data: z.object({ organisation: Id }),
  }),
  organisationChanged: defineEvent({
    service,
    aggregate: 'organisation',
    event: 'changed',
    summary: 'An organisation changed its facts',
    data: z.object({ organisation: Id, fields: z.array(z.string()) }),
  }),
  organisationMerged: defineEvent({
    service,
    aggregate: 'organisation',
    event: 'merged',
    summary: 'An organisation became part of another, and whoever named it names the other',
    data: z.object({ organisation: Id, into: Id }),
  }),
  organisationRemoved: defineEvent({
    service,
    aggregate: 'organisation',
    event: 'removed',
    summary: 'An organisation is gone: only somebody who was erased had named it',
    data: z.object({ organisation: Id }),
  }),
  personRemoved: defineEvent({
    service,
    aggregate: 'person',
    event: 'removed',
    summary: 'Someone whom an import had taken in is no member after all: the import was taken back',
    data: z.object({ person: Id }),
  }),
  personErased: defineEvent({
    service,
    aggregate: 'person',
    event: 'erased',
    summary: 'Someone is forgotten: each service erases what it holds of them, and tells when it has',
    data: z.object({ person: Id }),
  }),
  personMerged: defineEvent({
    service,
    aggregate: 'person',
    event: 'merged',
    summary: 'Someone was in the network twice: what named the one names the kept one from now on',
    data: z.object({ person: Id, kept: Id }),
  }),
  consentRecorded: defineEvent({
    service,
    aggregate: 'person',
    event: 'consent-recorded',
    summary: 'A consent was given or withdrawn',
    data: z.object({ person: Id, purpose: ConsentPurpose, given: z.boolean(), channel: ConsentChannel }),
  }),
  communityFounded: defineEvent({
    service,
    aggregate: 'community',
    event: 'founded',
    summary: 'A community came into being',
    data: communityFacts,
  }),
  communityChanged: defineEvent({
    service,
    aggregate: 'community',
    event: 'changed',
    summary: 'A community changed its facts or its state',
    data: communityFacts,
  }),
  membershipStarted: defineEvent({
    service,
    aggregate: 'membership',
    event: 'started',
    summary: 'A member joined a community',
    data: z.object({ person: Id, community: Id, role: CommunityRole, welcome: z.boolean() }),
  }),
  membershipEnded: defineEvent({
    service,
    aggregate: 'membership',
    event: 'ended',
    summary: 'A member left a community',
    data: z.object({ person: Id, community: Id }),
  }),
  joinRequested: defineEvent({
    service,
    aggregate: 'join-request',
    event: 'requested',
    summary: 'Someone asked to join a community and confirmed their address',
    data: z.object({ request: Id, community: Id }),
  }),
  joinDecided: defineEvent({
    service,
    aggregate: 'join-request',
    event: 'decided',
    summary: 'A request to join was accepted or declined',
    data: z.object({ request: Id, community: Id, accepted: z.boolean() }),
  }),
  consentTextPublished: defineEvent({
    service,
    aggregate: 'consent-text',
    event: 'published',
    summary: 'A new wording is agreed to from now on',
    data: z.object({ textVersion: z.string() }),
  }),
  campaignDrafted: defineEvent({
    service,
    aggregate: 'campaign',
    event: 'drafted',
    summary: 'A re-consent campaign was drafted',
    data: campaignFacts,
  }),
  campaignChanged: defineEvent({
    service,
    aggregate: 'campaign',
    event: 'changed',
    summary: 'The draft of a campaign changed',
    data: campaignFacts,
  }),
  campaignStarted: defineEvent({
    service,
    aggregate: 'campaign',
    event: 'started',
    summary: 'A campaign runs: its audience is asked from now on',
    data: campaignFacts,
  }),
  campaignPeopleInvited: defineEvent({
    service,
    aggregate: 'campaign',
    event: 'people-invited',
    summary: 'People are to be sent the question with their link: at most 500 an event',
    data: z.object({ campaign: Id, people: somePeople }),
  }),
  campaignPeopleReminded: defineEvent({
    service,
    aggregate: 'campaign',
    event: 'people-reminded',
    summary: 'People who are silent are to be reminded: at most 500 an event',
    data: z.object({ campaign: Id, daysBefore: z.int().positive(), people: somePeople }),
  }),
  campaignClosed: defineEvent({
    service,
    aggregate: 'campaign',
    event: 'closed',
    summary: 'A campaign is over, and those who were silent have left its purpose',
    data: campaignFacts.extend({
      yes: z.int().nonnegative(),
      no: z.int().nonnegative(),
      silent: z.int().nonnegative(),
    }),
  }),
  erasureAsked: defineEvent({
    service,
    aggregate: 'erasure-request',
    event: 'asked',
    summary: 'Someone wishes to be forgotten and has not confirmed it yet',
    data: erasureFacts,
  }),
  erasureConfirmed: defineEvent({
    service,
    aggregate: 'erasure-request',
    event: 'confirmed',
    summary: 'Someone is to be erased',
    data: erasureFacts,
  }),
  erasureStarted: defineEvent({
    service,
    aggregate: 'erasure-request',
    event: 'started',
    summary: 'Someone is being erased',
    data: erasureFacts,
  }),
  erasureDone: defineEvent({
    service,
    aggregate: 'erasure-request',
    event: 'done',
    summary: 'Every service has erased someone; the receipt stays',
    data: erasureFacts,
  }),
  erasureCancelled: defineEvent({
    service,
    aggregate: 'erasure-request',
    event: 'cancelled',
    summary: 'Someone who was to be erased for want of a basis agreed again or joined again',
    data: erasureFacts,
  }),
};
