import { CommunityRole, CommunityStatus, ConsentPurpose, NetworkFacts } from '@skein/contracts';
import { z } from 'zod';

/** What a service knows of communities and of who belongs to them: ids and facts, from membership's events. */
export const KnownCommunity = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  name: z.string(),
  slug: z.string(),
  domain: z.string(),
  status: CommunityStatus,
  since: z.date(),
});
export type KnownCommunity = z.infer<typeof KnownCommunity>;

export const KnownPerson = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  /** They are no member any more. */
  gone: z.literal(true).optional(),
});
export type KnownPerson = z.infer<typeof KnownPerson>;

export const KnownMembership = z.object({
  /** `<person>.<community>` */
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  person: z.string(),
  community: z.string(),
  /** Absent once the person has left. */
  role: CommunityRole.optional(),
});
export type KnownMembership = z.infer<typeof KnownMembership>;

/** A member as a service's own copy of the directory has them. */
export const KnownMember = z.object({
  _id: z.string(),
  network: z.string(),
  /** Of the bucket's entry, which changes without the person's own version. */
  version: z.int(),
  name: z.string(),
  email: z.string(),
  communities: z.array(z.string()),
  consents: z.array(ConsentPurpose),
  /** Whose clock letters to them go by, where they said so. */
  timeZone: z.string().optional(),
});
export type KnownMember = z.infer<typeof KnownMember>;

/** A member whose entry in the `MEMBERS` bucket no longer says what they are. */
export const MarkedMember = z.object({ _id: z.string(), network: z.string(), version: z.int() });
export type MarkedMember = z.infer<typeof MarkedMember>;

/** How a network presents itself, as membership's events tell. */
export const KnownNetwork = z.object({
  /** The network's own id. */
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  ...NetworkFacts.shape,
});
export type KnownNetwork = z.infer<typeof KnownNetwork>;
