import { z } from 'zod';
import { EmailAddress } from '../address.ts';
import { Id } from '../id.ts';
import { MembersByQuery, MembersByRole } from '../membership/audiences.ts';
import { Language } from '../membership/profile.ts';

const byCommunity = z.strictObject({ kind: z.literal('community'), community: Id });
const byMeeting = z.strictObject({
  kind: z.literal('meeting'),
  meeting: Id,
  community: Id,
  people: z.array(Id).max(20_000),
});
const byName = z.strictObject({ kind: z.literal('people'), people: z.array(Id).min(1).max(20_000) });
const anyone = z.strictObject({ kind: z.literal('open') });

export const InvitedAddress = z.strictObject({
  email: EmailAddress,
  language: Language.optional().meta({ description: 'The form opens in it, where it has it' }),
});
export type InvitedAddress = z.infer<typeof InvitedAddress>;

const shownAsGiven = [byCommunity, byMeeting, MembersByRole, MembersByQuery, anyone] as const;
const byAddress = z.strictObject({ kind: z.literal('addresses') });
const elsewhere = z.strictObject({ kind: z.literal('past') });

export const Audience = z
  .discriminatedUnion('kind', [
    ...shownAsGiven,
    byName,
    byAddress.extend({ addresses: z.array(InvitedAddress).min(1).max(20_000) }),
  ])
  .meta({
    id: 'Audience',
    description:
      'Who is asked, as they are when the survey opens; `addresses` may be of people who are no members, and one of a member reaches that member; `open` is anyone who has the link',
  });
export type Audience = z.infer<typeof Audience>;

const byNameShown = byName.extend({
  people: z.array(Id).max(20_000).meta({
    description: 'Those written down so far while the survey is prepared; none once all of them were erased',
  }),
});

/** An audience as it is shown: addresses are shown to nobody, and who was asked elsewhere is not known. */
export const ShownAudience = z
  .discriminatedUnion('kind', [...shownAsGiven, byNameShown, byAddress, elsewhere])
  .meta({ id: 'ShownAudience' });
export type ShownAudience = z.infer<typeof ShownAudience>;
