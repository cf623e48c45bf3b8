import { z } from 'zod';
import { defineEvent } from '../envelope.ts';
import { Id, Slug } from '../id.ts';
import { CommunityRole, NetworkRole } from '../rights.ts';
import { CommunityStatus } from './communities.ts';
import { ConsentChannel, ConsentPurpose } from './consent.ts';

// A community's own facts are not about a person, so its name may travel; a member's may not.
const communityFacts = z.object({
  community: Id,
  slug: Slug,
  name: z.string(),
  domain: z.string(),
  status: CommunityStatus,
});

const service = 'membership';

export const membershipEvents = {
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
};
