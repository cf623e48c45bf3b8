import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { changesOf } from '../changes.ts';
import { defineEvent } from '../envelope.ts';
import { Id, Version } from '../id.ts';
import { defineRoute } from '../route.ts';
import { line } from '../text.ts';
import { Meeting } from './meetings.ts';

/** What an item of an agenda is about; all but a topic are records of their own, which `ref` names. */
export const AgendaItemKind = z.enum(['topic', 'tension', 'step', 'case', 'decision']);
export type AgendaItemKind = z.infer<typeof AgendaItemKind>;

/** How many items one agenda holds. */
export const mostAgendaItems = 60;

/** Which part of the agenda something is in, counted from 0. */
const Part = z.int().min(0).max(39);

export const AgendaItem = z
  .object({
    id: Id,
    version: Version,
    meeting: Id,
    community: Id,
    part: Part.meta({ description: 'The part of the agenda that it is in, counted from 0' }),
    place: z.int().min(0).meta({ description: 'Its place within the part' }),
    title: line(200),
    kind: AgendaItemKind,
    ref: Id.optional().meta({ description: 'The tension, step, case or decision that it is about' }),
    proposedBy: Id.optional().meta({ description: 'Absent once they were erased' }),
    done: z.boolean(),
    carriedFrom: Id.optional().meta({ description: 'The earlier meeting where it was not reached' }),
    carriedTo: Id.optional().meta({ description: 'The later meeting that it went on to' }),
  })
  .meta({ id: 'AgendaItem' });
export type AgendaItem = z.infer<typeof AgendaItem>;

const Agenda = z.object({ items: z.array(AgendaItem) }).meta({ id: 'Agenda' });

const one = z.object({ id: Id });
const service = 'meeting';

const routes = {
  listAgendaItems: defineRoute({
    id: 'listAgendaItems',
    service,
    method: 'GET',
    path: '/meetings/:id/agenda-items',
    summary: 'What is on a meeting’s agenda, in its order',
    right: 'meeting.read',
    params: one,
    reply: Agenda,
    status: 200,
  }),
  proposeAgendaItem: defineRoute({
    id: 'proposeAgendaItem',
    service,
    method: 'POST',
    path: '/meetings/:id/agenda-items',
    summary: 'Propose something for a meeting’s agenda; it stands last in its part',
    right: 'agenda.propose',
    params: one,
    body: z.strictObject({
      title: line(200),
      kind: AgendaItemKind.default('topic'),
      ref: Id.optional(),
      part: Part.optional().meta({ description: 'The longest part, unless said' }),
    }),
    reply: AgendaItem,
    status: 201,
    problems: ['closed', 'conflict', 'unknown-reference'],
  }),
  editAgendaItem: defineRoute({
    id: 'editAgendaItem',
    service,
    method: 'PATCH',
    path: '/agenda-items/:id',
    summary: 'Change what an item says or where it is; who runs the community marks it as done',
    right: 'agenda.edit',
    params: one,
    body: changesOf(z.strictObject({ title: line(200), part: Part, done: z.boolean() })),
    reply: AgendaItem,
    status: 200,
    ifMatch: true,
    problems: ['closed', 'unknown-reference'],
  }),
  withdrawAgendaItem: defineRoute({
    id: 'withdrawAgendaItem',
    service,
    method: 'DELETE',
    path: '/agenda-items/:id',
    summary: 'Take an item off the agenda',
    right: 'agenda.edit',
    params: one,
    reply: z.undefined(),
    status: 204,
    problems: ['closed'],
  }),
  goToPart: defineRoute({
    id: 'goToPart',
    service,
    method: 'POST',
    path: '/meetings/:id/part',
    summary: 'Move the clock of a meeting that runs to a part, which begins now, for all who follow',
    right: 'meeting.plan',
    params: one,
    body: z.strictObject({ part: Part }),
    reply: Meeting,
    status: 200,
    problems: ['closed', 'conflict', 'unknown-reference'],
  }),
  arrangeAgenda: defineRoute({
    id: 'arrangeAgenda',
    service,
    method: 'POST',
    path: '/meetings/:id/agenda-order',
    summary: 'Order the items: each named one is in its part, in the order named; others follow as they were',
    right: 'meeting.plan',
    params: one,
    body: z.strictObject({
      items: z.array(z.strictObject({ item: Id, part: Part })).max(mostAgendaItems),
    }),
    reply: Agenda,
    status: 200,
    problems: ['closed', 'unknown-reference'],
  }),
};

const facts = z.object({ item: Id, meeting: Id, community: Id, withCommunities: z.array(Id).optional() });

const events = {
  agendaItemProposed: defineEvent({
    service,
    aggregate: 'agenda-item',
    event: 'proposed',
    summary: 'Something was proposed for an agenda, or came there from an earlier meeting',
    data: facts.extend({ kind: AgendaItemKind, carriedFrom: Id.optional() }),
  }),
  agendaItemChanged: defineEvent({
    service,
    aggregate: 'agenda-item',
    event: 'changed',
    summary: 'An item of an agenda changed, or stands elsewhere',
    data: facts.extend({ fields: z.array(z.string()) }),
  }),
  agendaItemWithdrawn: defineEvent({
    service,
    aggregate: 'agenda-item',
    event: 'withdrawn',
    summary: 'An item was taken off an agenda',
    data: facts,
  }),
};

export const agendaContract = defineCapability({ name: 'agenda', service, routes, events });
