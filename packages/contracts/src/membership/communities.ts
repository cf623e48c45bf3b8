import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { defineEvent } from '../envelope.ts';
import { Id, Instant, Slug, Version } from '../id.ts';
import { PageQuery, pageOf } from '../listing.ts';
import { CommunityRole } from '../rights.ts';
import { defineRoute } from '../route.ts';
import { line, paragraphs } from '../text.ts';
import { Deciders, waitingQuestion } from '../waiting.ts';

export const CommunityStatus = z.enum(['forming', 'emerging', 'established', 'resting', 'closed']);
export type CommunityStatus = z.infer<typeof CommunityStatus>;

const description = {
  name: line(120),
  domain: line(300).meta({ description: 'What the community cares about, in a sentence' }),
  description: paragraphs(5000),
  joining: z.enum(['open', 'approval']),
  source: line(200).optional(),
};

export const Community = z
  .object({
    id: Id,
    version: Version,
    slug: Slug,
    ...description,
    status: CommunityStatus,
    statusHistory: z.array(z.object({ status: CommunityStatus, since: Instant })),
    members: z.int().nonnegative(),
    facilitators: z.array(z.object({ person: Id, name: line() })),
    core: z.array(z.object({ person: Id, name: line() })),
  })
  .meta({ id: 'Community' });
export type Community = z.infer<typeof Community>;

export const MembershipLine = z
  .object({ person: Id, community: Id, version: Version, role: CommunityRole, since: Instant })
  .meta({ id: 'MembershipLine' });
export type MembershipLine = z.infer<typeof MembershipLine>;

/** One entry of the history of a status: who set it, and what they noted. */
export const StatusEntry = z
  .object({ status: CommunityStatus, since: Instant, by: Id.optional(), note: paragraphs(1000).optional() })
  .meta({ id: 'StatusEntry' });
export type StatusEntry = z.infer<typeof StatusEntry>;

const one = z.object({ id: Id });

const routes = {
  listCommunities: defineRoute({
    id: 'listCommunities',
    service: 'membership',
    method: 'GET',
    path: '/communities',
    summary:
      'The communities of the network with their state, and who facilitates or is core: to visitors only those who agreed to be named openly',
    right: 'public',
    query: PageQuery.extend({ status: CommunityStatus.optional() }),
    reply: pageOf(Community),
    status: 200,
  }),
  readCommunity: defineRoute({
    id: 'readCommunity',
    service: 'membership',
    method: 'GET',
    path: '/communities/:id',
    summary:
      'Read one community: what it cares about, its status, who facilitates it (to visitors, of those who agreed)',
    right: 'public',
    params: one,
    reply: Community,
    status: 200,
  }),
  foundCommunity: defineRoute({
    id: 'foundCommunity',
    service: 'membership',
    method: 'POST',
    path: '/communities',
    summary: 'Found a community as its host; members propose theirs by `/community-proposals`',
    right: 'community.found',
    body: z.strictObject({ slug: Slug, ...description, status: CommunityStatus.default('forming') }),
    reply: Community,
    status: 201,
    problems: ['already-exists'],
  }),
  editCommunity: defineRoute({
    id: 'editCommunity',
    service: 'membership',
    method: 'PATCH',
    path: '/communities/:id',
    summary: 'Change a community; only what is sent changes',
    right: 'community.edit',
    params: one,
    body: z
      .strictObject({
        ...description,
        status: CommunityStatus,
        statusNote: paragraphs(1000).meta({ description: 'Why the status changes; goes with `status`' }),
      })
      .partial(),
    reply: Community,
    status: 200,
    ifMatch: true,
    problems: ['conflict'],
  }),
  readStatusHistory: defineRoute({
    id: 'readStatusHistory',
    service: 'membership',
    method: 'GET',
    path: '/communities/:id/status-history',
    summary: 'Each status of a community, oldest first: since when, who set it, and their note',
    right: 'people.read',
    params: one,
    reply: z.object({ items: z.array(StatusEntry) }),
    status: 200,
  }),
  listCommunityMembers: defineRoute({
    id: 'listCommunityMembers',
    service: 'membership',
    method: 'GET',
    path: '/communities/:id/members',
    summary: 'Who belongs to a community, in which role',
    right: 'people.read',
    params: one,
    query: PageQuery.extend({ role: CommunityRole.optional() }),
    reply: pageOf(MembershipLine),
    status: 200,
  }),
  joinCommunity: defineRoute({
    id: 'joinCommunity',
    service: 'membership',
    method: 'POST',
    path: '/communities/:id/members',
    summary:
      'Join an open community oneself; a host may put a member into it, who is told. Facilitators invite',
    right: 'signed-in',
    params: one,
    body: z.strictObject({ person: Id, role: CommunityRole.default('member') }),
    reply: MembershipLine,
    status: 201,
    problems: ['already-exists', 'unknown-reference', 'conflict'],
  }),
  changeCommunityRole: defineRoute({
    id: 'changeCommunityRole',
    service: 'membership',
    method: 'PUT',
    path: '/communities/:id/members/:person',
    summary: 'Give a member another role in the community, or step down oneself; the last facilitator cannot',
    right: 'community.role',
    params: z.object({ id: Id, person: Id }),
    body: z.strictObject({ role: CommunityRole }),
    reply: MembershipLine,
    status: 200,
    ifMatch: true,
    problems: ['conflict'],
  }),
  leaveCommunity: defineRoute({
    id: 'leaveCommunity',
    service: 'membership',
    method: 'DELETE',
    path: '/communities/:id/members/:person',
    summary: 'Leave a community, or take a member out of it; its last facilitator stays',
    right: 'community.leave',
    params: z.object({ id: Id, person: Id }),
    reply: z.undefined(),
    status: 204,
    problems: ['conflict'],
  }),
};

const service = 'membership';
// A community's own facts are not about a person, so its name may travel; a member's may not.
const communityFacts = z.object({
  community: Id,
  slug: Slug,
  name: z.string(),
  domain: z.string(),
  status: CommunityStatus,
});

const events = {
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
    data: z.object({
      person: Id,
      community: Id,
      role: CommunityRole,
      welcome: z.boolean(),
      /** Those who host the network put them there, which they are told. */
      placed: z.boolean().optional(),
    }),
  }),
  membershipChanged: defineEvent({
    service,
    aggregate: 'membership',
    event: 'changed',
    summary: 'A member has another role in a community',
    data: z.object({ person: Id, community: Id, role: CommunityRole }),
  }),
  membershipEnded: defineEvent({
    service,
    aggregate: 'membership',
    event: 'ended',
    summary: 'A member left a community',
    data: z.object({ person: Id, community: Id }),
  }),
  facilitatorGone: defineEvent({
    service,
    aggregate: 'facilitation',
    event: 'ended',
    summary: 'Somebody who facilitated a community is in the network no longer',
    data: z.object({ community: Id }),
  }),
  communityUnled: defineEvent({
    service,
    aggregate: 'leadership',
    event: 'lost',
    summary: 'A community with members has nobody left who facilitates it; hosts are told',
    data: z.object({ community: Id, deciders: Deciders }),
  }),
};

const questions = {
  /** Answered by membership: which of these communities still have nobody who facilitates. */
  unled: waitingQuestion(
    'membership.communities-unled',
    'Communities that still have nobody who facilitates',
  ),
};

export const communitiesContract = defineCapability({
  name: 'communities',
  service: 'membership',
  routes,
  events,
  questions,
});
