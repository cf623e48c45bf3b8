import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { defineEvent } from '../envelope.ts';
import { Id } from '../id.ts';
import { defineRoute } from '../route.ts';
import { AgendaPart } from './series.ts';

/** The timed parts that a community’s calls have, unless they or their series have their own. */
export const AgendaTemplate = z
  .object({
    parts: z.array(AgendaPart),
    version: z.int().min(0).meta({ description: '0 while the community has none of its own' }),
    saved: z
      .boolean()
      .meta({ description: 'Whether the community has its own; else they are the usual ones' }),
  })
  .meta({ id: 'AgendaTemplate' });
export type AgendaTemplate = z.infer<typeof AgendaTemplate>;

const one = z.object({ id: Id });
const service = 'meeting';

const routes = {
  readAgendaTemplate: defineRoute({
    id: 'readAgendaTemplate',
    service,
    method: 'GET',
    path: '/communities/:id/agenda-template',
    summary: 'The timed parts that the calls of a community have, for a call of so many minutes',
    right: 'meeting.read',
    params: one,
    query: z.object({ minutes: z.coerce.number().int().min(1).max(14_400).default(90) }),
    reply: AgendaTemplate,
    status: 200,
  }),
  saveAgendaTemplate: defineRoute({
    id: 'saveAgendaTemplate',
    service,
    method: 'PUT',
    path: '/communities/:id/agenda-template',
    summary:
      'Save the timed parts of a community’s calls; planned calls that have the usual parts get these, in proportion to how long they are',
    right: 'meeting.plan',
    params: one,
    body: z.strictObject({ parts: z.array(AgendaPart).max(40) }),
    reply: AgendaTemplate,
    status: 200,
    ifMatch: true,
    problems: ['unknown-reference'],
  }),
};

const events = {
  agendaTemplateSaved: defineEvent({
    service,
    aggregate: 'agenda-template',
    event: 'saved',
    summary: 'A community saved the timed parts of its calls',
    data: z.object({ community: Id }),
  }),
};

export const agendaTemplatesContract = defineCapability({
  name: 'agenda-templates',
  service,
  routes,
  events,
});
