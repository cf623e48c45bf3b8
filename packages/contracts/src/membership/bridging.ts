import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { Id } from '../id.ts';
import { PageQuery, pageOf } from '../listing.ts';
import { defineRoute } from '../route.ts';
import { line } from '../text.ts';
import { CommunityStatus } from './communities.ts';

/** Counts of people below this are shown as “fewer than” to those who could not count them by themselves. */
export const smallestOverlap = 5;

const count = z.int().nonnegative();

/** A number of people, or that it is from 1 up to fewer than this. */
export const Overlap = z.union([z.object({ exactly: count }), z.object({ fewerThan: count })]).meta({
  id: 'Overlap',
  description: 'How many; for those who do not belong to either community, small numbers only as a bound',
});
export type Overlap = z.infer<typeof Overlap>;

const BridgingNode = z.object({
  community: Id,
  name: line(120),
  status: CommunityStatus,
  members: count,
  bridging: Overlap.meta({ description: 'How many of them belong to another community too' }),
});

const BridgingEdge = z.object({
  between: z.tuple([Id, Id]),
  shared: Overlap,
  meetings: count.meta({ description: 'Meetings that the two planned together and that took place' }),
});

/** How the communities of a network are connected. Guests and closed communities are left out. */
export const BridgingGraph = z
  .object({
    people: count.meta({ description: 'Who belongs to some community' }),
    bridging: Overlap.meta({ description: 'Who belongs to more than one' }),
    nodes: z.array(BridgingNode),
    edges: z.array(BridgingEdge).meta({ description: 'Pairs that share members or held a meeting together' }),
    isolated: z.array(Id).meta({ description: 'Communities that share no member with any other' }),
  })
  .meta({ id: 'BridgingGraph' });
export type BridgingGraph = z.infer<typeof BridgingGraph>;

export const BridgingMember = z
  .object({
    person: Id,
    name: line(),
    communities: z.array(Id).meta({ description: 'Of those that you may see' }),
    total: z.int().min(2),
  })
  .meta({ id: 'BridgingMember' });
export type BridgingMember = z.infer<typeof BridgingMember>;

const routes = {
  readBridging: defineRoute({
    id: 'readBridging',
    service: 'membership',
    method: 'GET',
    path: '/bridging',
    summary: 'How the communities overlap: members in common, meetings held together, and who stands alone',
    right: 'bridge.read',
    reply: BridgingGraph,
    status: 200,
  }),
  listUnbridged: defineRoute({
    id: 'listUnbridged',
    service: 'membership',
    method: 'GET',
    path: '/bridging/gaps',
    summary: 'Pairs of communities that share no member, or those of one community',
    right: 'bridge.read',
    query: PageQuery.extend({ community: Id.optional() }),
    reply: pageOf(z.object({ between: z.tuple([Id, Id]), meetings: count })),
    status: 200,
  }),
  listBridgingMembers: defineRoute({
    id: 'listBridgingMembers',
    service: 'membership',
    method: 'GET',
    path: '/bridging/members',
    summary:
      'Who belongs to more than one community: of the network for its hosts, of a community for its members',
    right: 'bridge.read',
    query: PageQuery.extend({
      community: Id.optional(),
      atLeast: z.coerce.number().int().min(2).max(100).default(2),
    }),
    reply: pageOf(BridgingMember),
    status: 200,
  }),
};

export const bridgingContract = defineCapability({ name: 'bridging', service: 'membership', routes });
