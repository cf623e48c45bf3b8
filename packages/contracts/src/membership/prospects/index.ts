import { z } from 'zod';
import { EmailAddress } from '../../address.ts';
import { defineCapability } from '../../capability.ts';
import { changesOf } from '../../changes.ts';
import { Day, Id, Instant, NetworkId } from '../../id.ts';
import { PageQuery, pageOf } from '../../listing.ts';
import { defineQuestion } from '../../question.ts';
import { CommunityRole } from '../../rights.ts';
import { defineRoute } from '../../route.ts';
import { line, paragraphs } from '../../text.ts';
import { ConsentChannel, ConsentPurpose, LawfulBasis } from '../consent.ts';
import { events } from './events.ts';
import { ContactChannel, Prospect, ProspectBody, ProspectOutcome, ProspectStage } from './schemas.ts';

export * from './schemas.ts';

const ProspectEdit = changesOf(
  ProspectBody.extend({
    email: ProspectBody.shape.email.unwrap().nullable(),
    contact: ProspectBody.shape.contact.unwrap().nullable(),
    community: ProspectBody.shape.community.unwrap().nullable(),
    channel: ProspectBody.shape.channel.unwrap().nullable(),
    due: ProspectBody.shape.due.unwrap().nullable(),
  }),
);
const one = z.object({ id: Id });
const yes = z.enum(['true', 'false']).transform((value) => value === 'true');
const count = z.int().nonnegative();

const routes = {
  addProspect: defineRoute({
    id: 'addProspect',
    service: 'membership',
    method: 'POST',
    path: '/prospects',
    summary: 'Add somebody who might become a member, and who speaks to them: yourself unless said',
    right: 'prospect.add',
    body: ProspectBody.extend({ owner: Id.optional() }),
    reply: Prospect,
    status: 201,
    problems: ['already-exists', 'unknown-reference'],
  }),
  listProspects: defineRoute({
    id: 'listProspects',
    service: 'membership',
    method: 'GET',
    path: '/prospects',
    summary: 'Who might become a member, newest first: those you speak to, and those of what you run',
    right: 'prospect.keep',
    query: PageQuery.extend({
      mine: yes.optional().meta({ description: 'Those that you speak to yourself' }),
      owner: Id.optional(),
      overdue: yes.optional().meta({ description: 'Those whose day has come or gone' }),
      stage: ProspectStage.optional(),
      community: Id.optional(),
      email: EmailAddress.optional().meta({ description: 'Exactly this address' }),
    }),
    reply: pageOf(Prospect),
    status: 200,
  }),
  readProspect: defineRoute({
    id: 'readProspect',
    service: 'membership',
    method: 'GET',
    path: '/prospects/:id',
    summary: 'Read what is known of somebody who might become a member, and what was said to them',
    right: 'prospect.keep',
    params: one,
    reply: Prospect,
    status: 200,
  }),
  editProspect: defineRoute({
    id: 'editProspect',
    service: 'membership',
    method: 'PATCH',
    path: '/prospects/:id',
    summary:
      'Change what is known of somebody who might join, or planned; only what is sent changes, `null` takes away',
    right: 'prospect.keep',
    params: one,
    body: ProspectEdit,
    reply: Prospect,
    status: 200,
    ifMatch: true,
    problems: ['already-exists', 'unknown-reference', 'closed', 'conflict'],
  }),
  assignProspect: defineRoute({
    id: 'assignProspect',
    service: 'membership',
    method: 'PUT',
    path: '/prospects/:id/owner',
    summary: 'Hand somebody who might join over to another member, who speaks to them from now on',
    right: 'prospect.keep',
    params: one,
    body: z.strictObject({ owner: Id }),
    reply: Prospect,
    status: 200,
    ifMatch: true,
    problems: ['unknown-reference', 'closed'],
  }),
  recordProspectContact: defineRoute({
    id: 'recordProspectContact',
    service: 'membership',
    method: 'POST',
    path: '/prospects/:id/contacts',
    summary:
      'Write down that somebody who might join was spoken to; `due` says when again, else nothing is due any more',
    right: 'prospect.keep',
    params: one,
    body: z.strictObject({
      channel: ContactChannel,
      at: Instant.optional().meta({ description: 'Now unless said' }),
      note: paragraphs(2000).default(''),
      due: Day.optional(),
    }),
    reply: Prospect,
    status: 201,
    problems: ['closed', 'conflict'],
  }),
  setProspectOutcome: defineRoute({
    id: 'setProspectOutcome',
    service: 'membership',
    method: 'PUT',
    path: '/prospects/:id/outcome',
    summary: 'Set what came of speaking to somebody; `later` says from when on they may be asked again',
    right: 'prospect.keep',
    params: one,
    body: z.strictObject({
      outcome: ProspectOutcome.exclude(['joined']),
      due: Day.optional().meta({ description: 'When they are spoken to next; needed for `later`' }),
    }),
    reply: Prospect,
    status: 200,
    ifMatch: true,
    problems: ['closed'],
  }),
  convertProspect: defineRoute({
    id: 'convertProspect',
    service: 'membership',
    method: 'POST',
    path: '/prospects/:id/membership',
    summary:
      'Make somebody who might join a member, with exactly the consents they gave; who is one already stays one person. For hosts: others invite them',
    right: 'prospect.convert',
    params: one,
    body: z.strictObject({
      community: Id.optional().meta({ description: 'The one they might join, unless said' }),
      role: CommunityRole.default('member'),
      textVersion: line(40).optional().meta({ description: 'The wording they were shown' }),
      consents: z
        .array(
          z.strictObject({
            purpose: ConsentPurpose,
            basis: LawfulBasis.default('consent'),
            channel: ConsentChannel.extract(['in-person', 'phone', 'email', 'paper', 'join-form']),
          }),
        )
        .max(20)
        .default([])
        .meta({ description: 'Nothing is taken as agreed unless named here' }),
    }),
    reply: z.object({ prospect: Prospect, person: Id, alreadyMember: z.boolean() }),
    status: 200,
    ifMatch: true,
    problems: ['conflict', 'closed', 'unknown-reference'],
  }),
  forgetProspect: defineRoute({
    id: 'forgetProspect',
    service: 'membership',
    method: 'DELETE',
    path: '/prospects/:id',
    summary: 'Forget somebody who might have joined; only the figures stay',
    right: 'prospect.keep',
    params: one,
    reply: z.undefined(),
    status: 204,
  }),
  countProspects: defineRoute({
    id: 'countProspects',
    service: 'membership',
    method: 'GET',
    path: '/prospect-figures',
    summary: 'Count those added in a period: where they stand now, and how many became members',
    right: 'prospect.add',
    query: z.object({ from: Instant.optional(), until: Instant.optional(), community: Id.optional() }),
    reply: z.object({
      added: count,
      stages: z.record(ProspectStage, count),
      joined: count,
      conversion: z.number().min(0).max(1).meta({ description: 'Joined of added; 0 where nobody was added' }),
    }),
    status: 200,
  }),
};

const questions = {
  /** Answered by membership: whom these members want to speak to, and have not yet, as of now. */
  dueContacts: defineQuestion({
    name: 'membership.due-contacts',
    summary: 'Those whom members are to speak to by now, with how to reach them',
    question: z.strictObject({ network: NetworkId, people: z.array(Id).min(1).max(1000) }),
    answer: z.object({
      people: z.array(
        z.object({
          person: Id,
          link: z.url(),
          contacts: z
            .array(
              z.object({
                name: line(200),
                reach: line(600).optional(),
                channel: line(40).optional(),
                community: line(200).optional(),
                due: z.iso.date(),
              }),
            )
            .max(200),
        }),
      ),
    }),
  }),
};

export const prospectsContract = defineCapability({
  name: 'prospects',
  service: 'membership',
  routes,
  events,
  questions,
});
