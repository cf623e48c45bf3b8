import { z } from 'zod';
import { changesOf } from '../changes.ts';
import { Day, Id, Instant, Version } from '../id.ts';
import { PageQuery, pageOf } from '../page.ts';
import { CommunityRole } from '../rights.ts';
import { defineRoute } from '../route.ts';
import { EmailAddress, line, paragraphs } from '../text.ts';
import { ConsentChannel, ConsentPurpose, LawfulBasis } from './consent.ts';

/** How somebody is, or was, spoken to. */
export const ContactChannel = z.enum([
  'email',
  'phone',
  'in-person',
  'web-page',
  'message',
  'letter',
  'other',
]);
export type ContactChannel = z.infer<typeof ContactChannel>;

/** What came of it so far; joining is not set but follows from making them a member. */
export const ProspectOutcome = z.enum(['interested', 'later', 'not-interested', 'joined']);
export type ProspectOutcome = z.infer<typeof ProspectOutcome>;

/** Where somebody stands, derived: not spoken to yet, spoken to, or what came of it. */
export const ProspectStage = z.enum(['new', 'contacted', ...ProspectOutcome.options]);
export type ProspectStage = z.infer<typeof ProspectStage>;

const ProspectBody = z.strictObject({
  name: line(),
  email: EmailAddress.optional(),
  contact: line(300).optional().meta({ description: 'Another way to reach them' }),
  source: line(300).meta({ description: 'Where they came from: an event, a colleague, the web page' }),
  community: Id.optional().meta({ description: 'The community they might join' }),
  channel: ContactChannel.optional().meta({ description: 'How they are to be spoken to next' }),
  due: Day.optional().meta({ description: 'By when; the contacter is reminded on that day' }),
});

const ProspectContact = z.object({
  at: Instant,
  by: Id,
  channel: ContactChannel,
  note: paragraphs(2000),
});

/** Somebody who might become a member. Kept for a legitimate interest and for a limited time, since they agreed to nothing yet. */
export const Prospect = ProspectBody.extend({
  id: Id,
  version: Version,
  owner: Id.meta({ description: 'The member who speaks to them' }),
  stage: ProspectStage,
  outcome: ProspectOutcome.optional(),
  contacts: z.array(ProspectContact),
  overdue: z.boolean(),
  person: Id.optional().meta({ description: 'The member they are' }),
  addedAt: Instant,
  forgetAt: Instant.meta({ description: 'When they are forgotten unless something happens' }),
}).meta({ id: 'Prospect' });
export type Prospect = z.infer<typeof Prospect>;

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

export const prospectRoutes = {
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
      'Make somebody who might join a member, with exactly the consents they gave; who is one already stays one person',
    right: 'prospect.keep',
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
