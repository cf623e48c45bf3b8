import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { defineEvent } from '../envelope.ts';
import { Id } from '../id.ts';
import { defineRoute } from '../route.ts';

/** What somebody does at a meeting: leads through it, takes notes, watches the time. */
export const MeetingRole = z.enum(['facilitator', 'notes', 'time']);
export type MeetingRole = z.infer<typeof MeetingRole>;

/** So many people take turns with a role at most. */
export const mostInRotation = 50;

const RowVersion = z.int().min(0).meta({ description: '0 while nothing is saved' });

/** Who has a role at a meeting. */
export const RoleHeld = z
  .object({
    role: MeetingRole,
    version: RowVersion,
    person: Id.optional().meta({ description: 'Absent where nobody has it' }),
    byHand: z.literal(true).optional().meta({ description: 'Said for this date alone' }),
    rotation: z
      .object({ version: RowVersion, people: z.array(Id) })
      .optional()
      .meta({ description: 'Who takes turns with it in the series, the first one first' }),
  })
  .meta({ id: 'RoleHeld' });
export type RoleHeld = z.infer<typeof RoleHeld>;

const Held = z.object({ roles: z.array(RoleHeld) });
const service = 'meeting';
const oneRole = z.object({ id: Id, role: MeetingRole });

const routes = {
  listMeetingRoles: defineRoute({
    id: 'listMeetingRoles',
    service,
    method: 'GET',
    path: '/meetings/:id/roles',
    summary: 'Who leads through a meeting, takes notes and watches the time: said by hand, else by turns',
    right: 'meeting.read',
    params: z.object({ id: Id }),
    reply: Held,
    status: 200,
  }),
  giveRole: defineRoute({
    id: 'giveRole',
    service,
    method: 'PUT',
    path: '/meetings/:id/roles/:role',
    summary: 'Say who has a role at this date; null leaves it to the rotation again',
    right: 'meeting.plan',
    params: oneRole,
    body: z.strictObject({ person: Id.nullable() }),
    reply: Held,
    status: 200,
    ifMatch: true,
    problems: ['closed', 'unknown-reference'],
  }),
  rotateRole: defineRoute({
    id: 'rotateRole',
    service,
    method: 'PUT',
    path: '/series/:id/roles/:role',
    summary:
      'Say who take turns with a role at the dates of a series from now on, the first one first; one person has it always, none nobody',
    right: 'meeting.plan',
    params: oneRole,
    body: z.strictObject({ people: z.array(Id).max(mostInRotation) }),
    reply: z.object({ role: MeetingRole, version: RowVersion, people: z.array(Id) }),
    status: 200,
    ifMatch: true,
    problems: ['unknown-reference'],
  }),
};

const events = {
  roleGiven: defineEvent({
    service,
    aggregate: 'meeting-role',
    event: 'given',
    summary: 'It was said who has a role at a meeting, or at the dates of a series in turn',
    data: z.object({
      community: Id,
      meeting: Id.optional(),
      series: Id.optional(),
      role: MeetingRole,
    }),
  }),
};

export const meetingRolesContract = defineCapability({ name: 'meeting-roles', service, routes, events });
