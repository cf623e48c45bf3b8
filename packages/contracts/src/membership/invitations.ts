import { z } from 'zod';
import { EmailAddress } from '../address.ts';
import { defineCapability } from '../capability.ts';
import { defineEvent } from '../envelope.ts';
import { Id, Instant, Version } from '../id.ts';
import { PageQuery, pageOf } from '../listing.ts';
import { CommunityRole } from '../rights.ts';
import { defineRoute } from '../route.ts';
import { line, paragraphs, personName } from '../text.ts';
import { ConsentPurpose } from './consent.ts';

/** `expired` is an open one past its time, which can be renewed; `closed`: its community was closed. */
export const InvitationStatus = z.enum(['open', 'expired', 'accepted', 'declined', 'withdrawn', 'closed']);
export type InvitationStatus = z.infer<typeof InvitationStatus>;

export const Invitation = z
  .object({
    id: Id,
    version: Version,
    status: InvitationStatus,
    community: Id,
    role: CommunityRole,
    email: EmailAddress.optional().meta({ description: 'Forgotten once the invitation is answered' }),
    person: Id.optional().meta({ description: 'The member invited, or whom the invited became' }),
    message: paragraphs(2000).optional(),
    invitedBy: Id,
    invitedAt: Instant,
    expiresAt: Instant,
    letter: z.enum(['due', 'sent', 'failed']).meta({ description: 'How the last letter fared' }),
  })
  .meta({ id: 'Invitation' });
export type Invitation = z.infer<typeof Invitation>;

const days = z.int().min(1).max(60).default(14).meta({ description: 'How long it can be accepted' });

/** What the invited see by their link. */
export const InvitationSeen = z
  .object({
    status: InvitationStatus,
    community: z.object({ name: line(120), domain: line(300), description: paragraphs(5000) }),
    role: CommunityRole,
    invitedBy: line().optional(),
    message: paragraphs(2000).optional(),
    expiresAt: Instant,
    newcomer: z.boolean().meta({ description: 'They are no member yet: accepting needs a name' }),
    textVersion: line(40),
    purposes: z.array(z.object({ purpose: ConsentPurpose, text: line(500) })).meta({
      description: 'What a newcomer may agree to, each on its own; none goes without saying',
    }),
  })
  .meta({ id: 'InvitationSeen' });
export type InvitationSeen = z.infer<typeof InvitationSeen>;

const one = z.object({ id: Id });
const byToken = z.object({ token: z.string().max(2000) });

const routes = {
  invite: defineRoute({
    id: 'invite',
    service: 'membership',
    method: 'POST',
    path: '/invitations',
    summary:
      'Invite someone into a community by their address, or a member. The answer never tells whose address it is',
    right: 'invitation.send',
    body: z
      .strictObject({
        community: Id,
        role: CommunityRole.default('member'),
        email: EmailAddress.optional(),
        person: Id.optional(),
        message: paragraphs(2000).optional(),
        days,
      })
      .refine(({ email, person }) => (email === undefined) !== (person === undefined), {
        path: ['email'],
        message: 'name either an address or a member',
      }),
    reply: Invitation,
    status: 201,
    problems: ['already-exists', 'unknown-reference', 'conflict', 'rate-limited'],
  }),
  listInvitations: defineRoute({
    id: 'listInvitations',
    service: 'membership',
    method: 'GET',
    path: '/invitations',
    summary: 'List who was invited, newest first; those answered are forgotten after 30 days',
    right: 'invitation.send',
    query: PageQuery.extend({ community: Id.optional(), status: InvitationStatus.optional() }),
    reply: pageOf(Invitation),
    status: 200,
  }),
  renewInvitation: defineRoute({
    id: 'renewInvitation',
    service: 'membership',
    method: 'POST',
    path: '/invitations/:id/renewal',
    summary: 'Send the letter of an invitation again; the time runs anew, for one that has expired too',
    right: 'invitation.send',
    params: one,
    body: z.strictObject({ days }),
    reply: Invitation,
    status: 200,
    ifMatch: true,
    problems: ['conflict', 'rate-limited'],
  }),
  withdrawInvitation: defineRoute({
    id: 'withdrawInvitation',
    service: 'membership',
    method: 'POST',
    path: '/invitations/:id/withdrawal',
    summary: 'Withdraw an invitation; the address is forgotten',
    right: 'invitation.send',
    params: one,
    reply: Invitation,
    status: 200,
    ifMatch: true,
    problems: ['conflict'],
  }),
  readInvitation: defineRoute({
    id: 'readInvitation',
    service: 'membership',
    method: 'GET',
    path: '/invitation-answers',
    summary: 'What somebody is invited to, by the link of the letter',
    right: 'public',
    query: byToken,
    reply: InvitationSeen,
    status: 200,
    problems: ['invalid-token', 'expired-token'],
  }),
  acceptInvitation: defineRoute({
    id: 'acceptInvitation',
    service: 'membership',
    method: 'POST',
    path: '/invitation-answers/acceptance',
    summary:
      'Accept an invitation by the link of the letter: a newcomer says their name and what they agree to',
    right: 'public',
    query: byToken,
    body: z.strictObject({
      name: personName().optional(),
      textVersion: line(40)
        .optional()
        .meta({ description: 'The wording shown, where something is agreed to' }),
      consents: z
        .array(ConsentPurpose)
        .default([])
        .meta({ description: 'Nothing is taken as agreed unless named here' }),
    }),
    reply: z.object({ community: Id, person: Id }),
    status: 200,
    problems: ['invalid-token', 'expired-token', 'conflict', 'already-exists'],
  }),
  declineInvitation: defineRoute({
    id: 'declineInvitation',
    service: 'membership',
    method: 'POST',
    path: '/invitation-answers/refusal',
    summary: 'Decline an invitation by the link of the letter; the address is forgotten',
    right: 'public',
    query: byToken,
    reply: z.undefined(),
    status: 204,
    problems: ['invalid-token', 'expired-token', 'conflict'],
  }),
};

const service = 'membership';
const invitationFacts = z.object({ invitation: Id, community: Id });

const events = {
  invitationSent: defineEvent({
    service,
    aggregate: 'invitation',
    event: 'sent',
    summary: 'Someone was invited into a community, or invited again',
    data: invitationFacts.extend({ role: CommunityRole }),
  }),
  invitationSettled: defineEvent({
    service,
    aggregate: 'invitation',
    event: 'settled',
    summary: 'An invitation was answered, withdrawn, or closed with its community',
    data: invitationFacts.extend({ outcome: z.enum(['accepted', 'declined', 'withdrawn', 'closed']) }),
  }),
};

export const invitationsContract = defineCapability({
  name: 'invitations',
  service: 'membership',
  routes,
  events,
});
