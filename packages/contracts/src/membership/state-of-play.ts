import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { Day, Id, Instant } from '../id.ts';
import { PageQuery, pageOf } from '../listing.ts';
import { StepStatus } from '../meeting/workstreams.ts';
import { defineRoute } from '../route.ts';
import { TableQuery, tableTypes } from '../table.ts';
import { line } from '../text.ts';
import { CommunityStatus } from './communities.ts';

const named = z.array(z.object({ person: Id, name: line() }));

/** One community as the hosting team looks at it. */
export const StateOfPlayLine = z
  .object({
    community: Id,
    name: line(120),
    domain: line(300),
    status: CommunityStatus,
    since: Instant.meta({ description: 'Since when it has this status' }),
    members: z.int().nonnegative(),
    facilitators: named,
    unledSince: Instant.optional().meta({
      description: 'Since when nobody facilitates it, though it has members and is open',
    }),
    core: named,
    openSteps: z.int().nonnegative(),
    nextSteps: z
      .array(z.object({ title: line(300), owners: z.array(line()), due: Day.optional(), status: StepStatus }))
      .optional()
      .meta({ description: 'The first of the open steps; absent where they could not be asked for' }),
    lastMeeting: z
      .object({ meeting: Id, startsAt: Instant, held: z.boolean() })
      .optional()
      .meta({ description: '`held` is false for one that was planned and never opened' }),
    nextMeeting: z.object({ meeting: Id, startsAt: Instant }).optional(),
  })
  .meta({ id: 'StateOfPlayLine' });
export type StateOfPlayLine = z.infer<typeof StateOfPlayLine>;

const Which = z.object({ community: Id.optional(), status: CommunityStatus.optional() });

const routes = {
  readStateOfPlay: defineRoute({
    id: 'readStateOfPlay',
    service: 'membership',
    method: 'GET',
    path: '/state-of-play',
    summary: 'Communities with their people, status, next steps and meetings; a facilitator names their own',
    right: 'state-of-play.read',
    query: PageQuery.extend(Which.shape),
    reply: pageOf(StateOfPlayLine).extend({
      unavailable: z
        .array(z.literal('next-steps'))
        .meta({ description: 'Parts that could not be had just now' }),
    }),
    status: 200,
  }),
  downloadStateOfPlay: defineRoute({
    id: 'downloadStateOfPlay',
    service: 'membership',
    method: 'GET',
    path: '/state-of-play/table',
    summary: 'Download the state of play of all communities as CSV or XLSX',
    right: 'state-of-play.read',
    query: TableQuery.extend(Which.shape),
    produces: Object.values(tableTypes),
    reply: z.unknown(),
    status: 200,
  }),
};

export const stateOfPlayContract = defineCapability({ name: 'state-of-play', service: 'membership', routes });
