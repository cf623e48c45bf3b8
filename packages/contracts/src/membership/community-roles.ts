import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { changesOf } from '../changes.ts';
import { defineEvent } from '../envelope.ts';
import { Id, Instant, Version } from '../id.ts';
import { PageQuery, pageOf } from '../listing.ts';
import { defineRoute } from '../route.ts';
import { line, paragraphs } from '../text.ts';

/** Something the role does; `recurrence` in words: “each month, before the call”. */
export const RoleTask = z.strictObject({ title: line(300), recurrence: line(120).optional() });

const description = {
  name: line(120),
  purpose: paragraphs(1000).default(''),
  accountabilities: z.array(line(300)).max(50).default([]),
  tasks: z.array(RoleTask).max(50).default([]),
};

/** Who holds or held a role; the name is absent once they are no member any more. */
export const RoleHolding = z.object({
  person: Id,
  name: line().optional(),
  from: Instant,
  until: Instant.optional(),
});

export type RoleHolding = z.infer<typeof RoleHolding>;

export const Role = z
  .object({
    id: Id,
    version: Version,
    community: Id.optional().meta({ description: 'Absent for a role of the whole network' }),
    name: line(120),
    purpose: paragraphs(1000),
    accountabilities: z.array(line(300)),
    tasks: z.array(RoleTask),
    reportsTo: Id.optional(),
    holders: z.array(RoleHolding).meta({ description: 'None: the role is vacant. Several: it is shared' }),
    retiredAt: Instant.optional(),
  })
  .meta({ id: 'Role' });
export type Role = z.infer<typeof Role>;

const one = z.object({ id: Id });

const routes = {
  defineRole: defineRoute({
    id: 'defineRole',
    service: 'membership',
    method: 'POST',
    path: '/roles',
    summary: 'Define a role of a community, or of the network: what it is for, answers for and does',
    right: 'role.define',
    body: z.strictObject({ community: Id.optional(), ...description, reportsTo: Id.optional() }),
    reply: Role,
    status: 201,
    problems: ['already-exists', 'unknown-reference', 'conflict'],
  }),
  listRoles: defineRoute({
    id: 'listRoles',
    service: 'membership',
    method: 'GET',
    path: '/roles',
    summary: 'The roles of a community, or of the network where none is named, with their holders',
    right: 'signed-in',
    query: PageQuery.extend({
      community: Id.optional(),
      holder: Id.optional().meta({
        description: 'Instead of these, the roles that somebody holds, wherever',
      }),
      retired: z.stringbool().default(false),
    }),
    reply: pageOf(Role),
    status: 200,
  }),
  readRole: defineRoute({
    id: 'readRole',
    service: 'membership',
    method: 'GET',
    path: '/roles/:id',
    summary: 'Read one role: what it answers for, its tasks, and who holds it now',
    right: 'signed-in',
    params: one,
    reply: Role,
    status: 200,
  }),
  listRoleHoldings: defineRoute({
    id: 'listRoleHoldings',
    service: 'membership',
    method: 'GET',
    path: '/roles/:id/holdings',
    summary: 'Who held a role when, newest first',
    right: 'signed-in',
    params: one,
    query: PageQuery,
    reply: pageOf(RoleHolding),
    status: 200,
  }),
  editRole: defineRoute({
    id: 'editRole',
    service: 'membership',
    method: 'PATCH',
    path: '/roles/:id',
    summary: 'Change a role; only what is sent changes. `reportsTo: null` puts it at the top',
    right: 'role.define',
    params: one,
    body: changesOf(z.strictObject({ ...description, reportsTo: Id.nullable() })),
    reply: Role,
    status: 200,
    ifMatch: true,
    problems: ['already-exists', 'unknown-reference', 'conflict'],
  }),
  retireRole: defineRoute({
    id: 'retireRole',
    service: 'membership',
    method: 'POST',
    path: '/roles/:id/retirement',
    summary: 'Retire a role: its holders lay it down, its history stays',
    right: 'role.define',
    params: one,
    reply: Role,
    status: 200,
    ifMatch: true,
    problems: ['conflict'],
  }),
  assignRole: defineRoute({
    id: 'assignRole',
    service: 'membership',
    method: 'POST',
    path: '/roles/:id/holders',
    summary: 'Give the role to a member; several may share it',
    right: 'role.define',
    params: one,
    body: z.strictObject({ person: Id }),
    reply: Role,
    status: 200,
    ifMatch: true,
    problems: ['already-exists', 'unknown-reference', 'conflict'],
  }),
  unassignRole: defineRoute({
    id: 'unassignRole',
    service: 'membership',
    method: 'DELETE',
    path: '/roles/:id/holders/:person',
    summary: 'Take the role from someone who holds it',
    right: 'role.define',
    params: z.object({ id: Id, person: Id }),
    reply: Role,
    status: 200,
    ifMatch: true,
  }),
};

const service = 'membership';
const roleFacts = z.object({ role: Id, community: Id.optional() });

const events = {
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

export const rolesContract = defineCapability({ name: 'roles', service: 'membership', routes, events });
