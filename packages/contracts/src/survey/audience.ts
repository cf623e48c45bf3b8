import { z } from 'zod';
import { Day, Id, Instant, NetworkId } from '../id.ts';
import { PeopleFilter } from '../membership/people.ts';
import { Language } from '../membership/profile.ts';
import type { RequestDefinition } from '../request.ts';
import { CommunityRole, NetworkRole } from '../rights.ts';
import { EmailAddress } from '../text.ts';

/** Members by what the directory knows of them, as far as whoever asks may search it. */
export const MemberQuery = z
  .strictObject({
    ...PeopleFilter.shape,
    language: Language.optional().meta({ description: '`en` finds `en-GB` too' }),
    joinedFrom: Day.optional(),
    joinedUntil: Day.optional().meta({ description: 'That day too' }),
  })
  .refine((query) => Object.values(query).some((value) => value !== undefined), 'asks for nothing')
  .meta({ id: 'MemberQuery' });
export type MemberQuery = z.infer<typeof MemberQuery>;

const byCommunity = z.strictObject({ kind: z.literal('community'), community: Id });
const byMeeting = z.strictObject({
  kind: z.literal('meeting'),
  meeting: Id,
  community: Id,
  people: z.array(Id).max(20_000),
});
const byName = z.strictObject({ kind: z.literal('people'), people: z.array(Id).min(1).max(20_000) });
const byRole = z.strictObject({
  kind: z.literal('role'),
  networkRoles: z.array(NetworkRole).max(NetworkRole.options.length).default([]),
  communityRoles: z.array(CommunityRole).max(CommunityRole.options.length).default([]),
  community: Id.optional().meta({ description: 'Those with the role there; without it, anywhere' }),
});
const byQuery = z.strictObject({ kind: z.literal('query'), query: MemberQuery });
const anyone = z.strictObject({ kind: z.literal('open') });

export const InvitedAddress = z.strictObject({
  email: EmailAddress,
  language: Language.optional().meta({ description: 'The form opens in it, where it has it' }),
});
export type InvitedAddress = z.infer<typeof InvitedAddress>;

const shownWhole = [byCommunity, byMeeting, byName, byRole, byQuery, anyone] as const;
const byAddress = z.strictObject({ kind: z.literal('addresses') });

export const Audience = z
  .discriminatedUnion('kind', [
    ...shownWhole,
    byAddress.extend({ addresses: z.array(InvitedAddress).min(1).max(20_000) }),
  ])
  .meta({
    id: 'Audience',
    description:
      'Who is asked, as they are when the survey opens; `addresses` may be of people who are no members, and one of a member reaches that member; `open` is anyone who has the link',
  });
export type Audience = z.infer<typeof Audience>;

/** An audience as it is shown: addresses are shown to nobody. */
export const ShownAudience = z
  .discriminatedUnion('kind', [...shownWhole, byAddress])
  .meta({ id: 'ShownAudience' });
export type ShownAudience = z.infer<typeof ShownAudience>;

/** Answered by membership: the members who have a role or match a query, so many at a time in the order of their ids. */
export const audienceMembers = {
  name: 'membership.audience-members',
  summary: 'Members by role or by what the directory knows of them',
  question: z.strictObject({
    network: NetworkId,
    audience: z.discriminatedUnion('kind', [byRole, byQuery]),
    /** What is searched: all, or what is shown to those who share a community. */
    seenFrom: z.enum(['hosts', 'communities']),
    /** Members who joined later are not among them, so that the answers together are of one moment. */
    asOf: Instant,
    after: Id.optional(),
    limit: z.int().min(1).max(1000),
  }),
  answer: z.object({
    people: z.array(Id),
    next: Id.optional().meta({ description: 'Ask on after this one; absent at the end' }),
  }),
} satisfies RequestDefinition;

/** Answered by membership: which of these addresses are members’ own. */
export const membersByAddress = {
  name: 'membership.members-by-address',
  summary: 'Whose addresses these are, of members',
  question: z.strictObject({ network: NetworkId, addresses: z.array(EmailAddress).min(1).max(1000) }),
  answer: z.object({ members: z.array(z.object({ email: EmailAddress, person: Id })) }),
} satisfies RequestDefinition;
