import { CommunityRole, GroupBy, MemberQuery, NetworkRole, SurveyMode, SurveyStatus } from '@skein/contracts';
import { z } from 'zod';

export const SurveyRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  instrument: z.string(),
  instrumentVersion: z.int(),
  /** Every version asked, oldest first; absent where it has always asked the one. */
  versions: z.array(z.int()).optional(),
  title: z.string(),
  mode: SurveyMode,
  /** The people of an audience are in its invitations. */
  audience: z.object({
    kind: z.enum(['community', 'meeting', 'people', 'role', 'query', 'addresses', 'open', 'past']),
    community: z.string().optional(),
    meeting: z.string().optional(),
    networkRoles: z.array(NetworkRole).optional(),
    communityRoles: z.array(CommunityRole).optional(),
    query: MemberQuery.optional(),
  }),
  invited: z.int(),
  status: SurveyStatus,
  /** While its audience is being written down: how far that is, and what is to be done then. */
  preparing: z
    .object({
      invite: z.boolean(),
      /** What a query looks at: all, or what fellows of a community see. */
      seenFrom: z.enum(['hosts', 'communities']),
      cursor: z.string().optional(),
    })
    .optional(),
  /** When somebody last asked for a reminder: two who do so at once meet at it. */
  remindedAt: z.date().optional(),
  /** Why it closed without having asked anybody. */
  fault: z.string().optional(),
  /** The addresses that it was sent to are gone. */
  addressesErased: z.literal(true).optional(),
  opensAt: z.date(),
  closesAt: z.date(),
  closedAt: z.date().optional(),
  /** It closes once so many responses are stored; and whether it has. */
  closesAfter: z.int().optional(),
  full: z.literal(true).optional(),
  community: z.string().optional(),
  groupBy: GroupBy.optional(),
  /** How many were invited in each community; absent where none was. */
  groups: z.array(z.object({ community: z.string(), invited: z.int() })).optional(),
  /** How many were invited in each role, where it groups by that. */
  roles: z.array(z.object({ role: CommunityRole, invited: z.int() })).optional(),
  /** The communities, or roles, that responses keep. */
  kept: z.array(z.string()).optional(),
  /** The public key of an anonymous survey's ballots: SPKI in base64url. */
  ballotKey: z.string().optional(),
  /** Its responses were given elsewhere, and brought in from the file with this SHA-256. */
  past: z.object({ digest: z.string() }).optional(),
  /** How many of its ballots were replaced. */
  replacedBallots: z.int().optional(),
  /** How many ballots it gave out, once that is no longer known of each invitation. */
  ballots: z.int().optional(),
  /**
   * Its responses, and what says who gave one, lie apart while it is open, and are then brought home. Absent: they are at
   * home, as those of named surveys always are.
   */
  apart: z.enum(['open', 'coming-home']).optional(),
  /** What was stored of it after its closing: whoever does so and who brings it home meet here. */
  late: z.int().optional(),
});
export type SurveyRow = z.infer<typeof SurveyRow>;

/** A survey whose entry in the `OPEN_SURVEYS` bucket no longer says what it is, or is to be forgotten at `due`. */
export const AnnouncementRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  due: z.date(),
});
export type AnnouncementRow = z.infer<typeof AnnouncementRow>;
