import { z } from 'zod';
import { defineEvent } from '../envelope.ts';
import { Id } from '../id.ts';
import { CommunityRole } from '../rights.ts';
import { ProposalStatus } from './proposals.ts';

const service = 'membership';
const invitationFacts = z.object({ invitation: Id, community: Id });
const roleFacts = z.object({ role: Id, community: Id.optional() });

/** What happens within communities, beyond their being founded and joined. */
export const communityLifeEvents = {
  membershipChanged: defineEvent({
    service,
    aggregate: 'membership',
    event: 'changed',
    summary: 'A member has another role in a community',
    data: z.object({ person: Id, community: Id, role: CommunityRole }),
  }),
  invitationSent: defineEvent({
    service,
    aggregate: 'invitation',
    event: 'sent',
    summary: 'Someone was invited into a community, or invited again',
    data: invitationFacts.extend({ role: CommunityRole }),
  }),
  invitationSettled: defineEvent({
    service,
    aggregate: 'invitation',
    event: 'settled',
    summary: 'An invitation was answered, withdrawn, or closed with its community',
    data: invitationFacts.extend({ outcome: z.enum(['accepted', 'declined', 'withdrawn', 'closed']) }),
  }),
  proposalMoved: defineEvent({
    service,
    aggregate: 'proposal',
    event: 'moved',
    summary: 'A proposal of a community was submitted, reviewed or withdrawn',
    data: z.object({ proposal: Id, proposer: Id, status: ProposalStatus, community: Id.optional() }),
  }),
  proposalChanged: defineEvent({
    service,
    aggregate: 'proposal',
    event: 'changed',
    summary: 'Its proposer changed a proposal',
    data: z.object({ proposal: Id, proposer: Id, fields: z.array(z.string()) }),
  }),
  roleDefined: defineEvent({
    service,
    aggregate: 'role',
    event: 'defined',
    summary: 'A role with its accountabilities came into being',
    data: roleFacts,
  }),
  roleChanged: defineEvent({
    service,
    aggregate: 'role',
    event: 'changed',
    summary: 'A role changed',
    data: roleFacts.extend({ fields: z.array(z.string()) }),
  }),
  roleRetired: defineEvent({
    service,
    aggregate: 'role',
    event: 'retired',
    summary: 'A role is no longer filled',
    data: roleFacts,
  }),
  roleAssigned: defineEvent({
    service,
    aggregate: 'role',
    event: 'assigned',
    summary: 'Someone took on a role',
    data: roleFacts.extend({ person: Id }),
  }),
  roleUnassigned: defineEvent({
    service,
    aggregate: 'role',
    event: 'unassigned',
    summary: 'Someone laid a role down',
    data: roleFacts.extend({ person: Id }),
  }),
};
