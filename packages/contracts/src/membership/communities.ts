import { z } from 'zod';
import { Id, Instant, Slug, Version } from '../id.ts';
import { PageQuery, pageOf } from '../page.ts';
import { CommunityRole } from '../rights.ts';
import { defineRoute } from '../route.ts';
import { line, paragraphs } from '../text.ts';

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
  .object({ person: Id, community: Id, role: CommunityRole, since: Instant })
  .meta({ id: 'MembershipLine' });

const one = z.object({ id: Id });

export const communityRoutes = {
  listCommunities: defineRoute({
    id: 'listCommunities',
    service: 'membership',
    method: 'GET',
    path: '/communities',
    summary: 'The communities of the network with their state: names of facilitators and core group included',
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
    summary: 'One community',
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
    summary: 'Found a community',
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
    body: z.strictObject({ ...description, status: CommunityStatus }).partial(),
    reply: Community,
    status: 200,
    ifMatch: true,
    problems: ['conflict'],
  }),
  joinCommunity: defineRoute({
    id: 'joinCommunity',
    service: 'membership',
    method: 'POST',
    path: '/communities/:id/members',
    summary: 'Join an open community oneself, or be put into it by its facilitator',
    right: 'signed-in',
    params: one,
    body: z.strictObject({ person: Id, role: CommunityRole.default('member') }),
    reply: MembershipLine,
    status: 201,
    problems: ['already-exists', 'unknown-reference', 'conflict'],
  }),
  leaveCommunity: defineRoute({
    id: 'leaveCommunity',
    service: 'membership',
    method: 'DELETE',
    path: '/communities/:id/members/:person',
    summary: 'Leave a community',
    right: 'community.leave',
    params: z.object({ id: Id, person: Id }),
    reply: z.undefined(),
    status: 204,
    problems: ['conflict'],
  }),
};
