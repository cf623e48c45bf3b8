import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { Id } from '../id.ts';
import { defineRoute } from '../route.ts';
import { TableQuery, tableTypes } from '../table.ts';

const service = 'membership';

const routes = {
  exportMembers: defineRoute({
    id: 'exportMembers',
    service,
    method: 'GET',
    path: '/exports/members',
    summary: 'The members with their communities, as a table that an import takes again',
    right: 'people.export',
    query: TableQuery.extend({ community: Id.optional() }),
    produces: Object.values(tableTypes),
    reply: z.unknown(),
    status: 200,
  }),
  exportMemberships: defineRoute({
    id: 'exportMemberships',
    service,
    method: 'GET',
    path: '/exports/memberships',
    summary: 'Who belongs to which community, one line each, as a table that an import takes again',
    right: 'people.export',
    query: TableQuery.extend({ community: Id.optional() }),
    produces: Object.values(tableTypes),
    reply: z.unknown(),
    status: 200,
  }),
  exportCommunities: defineRoute({
    id: 'exportCommunities',
    service,
    method: 'GET',
    path: '/exports/communities',
    summary: 'The communities with their state, as a table',
    right: 'people.export',
    query: TableQuery,
    produces: Object.values(tableTypes),
    reply: z.unknown(),
    status: 200,
  }),
};

export const exportsContract = defineCapability({ name: 'exports', service, routes });
