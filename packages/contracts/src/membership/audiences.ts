import { z } from 'zod';
import { EmailAddress } from '../address.ts';
import { defineCapability } from '../capability.ts';
import { Day, Id, Instant, NetworkId } from '../id.ts';
import { defineQuestion } from '../question.ts';
import { CommunityRole, NetworkRole } from '../rights.ts';
import { PeopleFilter } from './people.ts';
import { Language } from './profile.ts';

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

/** Members by a role in the network, or in communities. */
export const MembersByRole = z.strictObject({
  kind: z.literal('role'),
  networkRoles: z.array(NetworkRole).max(NetworkRole.options.length).default([]),
  communityRoles: z.array(CommunityRole).max(CommunityRole.options.length).default([]),
  community: Id.optional().meta({ description: 'Those with the role there; without it, anywhere' }),
});
export const MembersByQuery = z.strictObject({ kind: z.literal('query'), query: MemberQuery });

const questions = {
  /** Answered by membership: the members who have a role or match a query, so many at a time in the order of their ids. */
  members: defineQuestion({
    name: 'membership.audience-members',
    summary: 'Members by role or by what the directory knows of them',
    question: z.strictObject({
      network: NetworkId,
      audience: z.discriminatedUnion('kind', [MembersByRole, MembersByQuery]),
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
  }),
  /** Answered by membership: which of these addresses are members’ own. */
  byAddress: defineQuestion({
    name: 'membership.members-by-address',
    summary: 'Whose addresses these are, of members',
    question: z.strictObject({ network: NetworkId, addresses: z.array(EmailAddress).min(1).max(1000) }),
    answer: z.object({
      members: z.array(z.object({ email: EmailAddress, person: Id })),
      /** Those that nobody writes to: of people who were erased, or asked never to be written to. */
      away: z.array(EmailAddress),
    }),
  }),
};

export const audiencesContract = defineCapability({ name: 'audiences', service: 'membership', questions });
