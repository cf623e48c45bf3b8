import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { Id, Instant } from '../id.ts';
import { defineRoute } from '../route.ts';

/** What a feed holds: what concerns its person, what they said yes to, or a community’s meetings. */
export const FeedKind = z.enum(['mine', 'going', 'community']);
export type FeedKind = z.infer<typeof FeedKind>;

export const Feed = z
  .object({ id: Id, kind: FeedKind, community: Id.optional(), since: Instant })
  .meta({ id: 'Feed' });
export type Feed = z.infer<typeof Feed>;

const OpenedFeed = Feed.extend({
  address: z.string().meta({ description: 'Where calendar programs read it; shown this once' }),
}).meta({ id: 'OpenedFeed' });

const service = 'meeting';
const calendar = 'text/calendar';
const cancelled = z.object({
  cancelled: z
    .stringbool()
    .default(false)
    .meta({ description: 'With what was cancelled, said in its title' }),
});

const routes = {
  listFeeds: defineRoute({
    id: 'listFeeds',
    service,
    method: 'GET',
    path: '/feeds',
    summary: 'Your addresses that calendar programs read, without their secrets',
    right: 'signed-in',
    reply: z.object({ items: z.array(Feed) }),
    status: 200,
  }),
  openFeed: defineRoute({
    id: 'openFeed',
    service,
    method: 'POST',
    path: '/feeds',
    summary: 'A new secret address of your meetings, or of a community’s; one that you had for the same ends',
    right: 'signed-in',
    body: z.strictObject({
      kind: FeedKind,
      community: Id.optional().meta({ description: 'Needed for the kind `community`' }),
    }),
    reply: OpenedFeed,
    status: 201,
    secret: true,
    problems: ['unknown-reference'],
  }),
  closeFeed: defineRoute({
    id: 'closeFeed',
    service,
    method: 'DELETE',
    path: '/feeds/:id',
    summary: 'End an address: it answers 404 from now on',
    right: 'signed-in',
    params: z.object({ id: Id }),
    reply: z.object({}),
    status: 200,
  }),
  readFeed: defineRoute({
    id: 'readFeed',
    service,
    method: 'GET',
    path: '/calendars/:secret/calendar.ics',
    summary: 'The meetings of a secret address, for calendar programs (RFC 5545)',
    right: 'public',
    params: z.object({ secret: z.string().min(20).max(100) }),
    query: cancelled,
    reply: z.unknown(),
    status: 200,
    produces: [calendar],
  }),
  readNetworkFeed: defineRoute({
    id: 'readNetworkFeed',
    service,
    method: 'GET',
    path: '/calendar.ics',
    summary: 'The meetings for the whole network, for calendar programs (RFC 5545)',
    right: 'public',
    query: cancelled,
    reply: z.unknown(),
    status: 200,
    produces: [calendar],
  }),
};

export const feedsContract = defineCapability({ name: 'feeds', service, routes });
