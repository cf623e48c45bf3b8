import { FieldAudience, NetworkRole, ProfileField } from '@skein/contracts';
import { z } from 'zod';

/** A member of the network. */
export const PersonRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  name: z.string(),
  email: z.string(),
  /** Its name as it was when the row was written; the organisation itself says what it is called now. */
  organisation: z.string().optional(),
  organisationId: z.string().optional(),
  occupation: z.string().optional(),
  region: z.string().optional(),
  interests: z.array(z.string()),
  strengths: z.array(z.string()).optional(),
  timeZone: z.string().optional(),
  language: z.string().optional(),
  /** What they chose; the careful defaults hold for the rest. */
  visibility: z.partialRecord(ProfileField, FieldAudience).optional(),
  /** They agreed that visitors read their name at the communities they run. */
  namedOpenly: z.boolean().optional(),
  /** The digest of their photo, which has a row of its own. */
  photo: z.string().optional(),
  roles: z.array(NetworkRole),
  /** After their last role in the network was taken: until then they count as having it. */
  powerUntil: z.date().optional(),
  joinedAt: z.date(),
  /** Made from the above by whoever writes the row: the order of listings, and what a search finds. */
  key: z.string().optional(),
  tokens: z.array(z.string()).optional(),
  /** Copies for the search, kept by `listing-store.ts` alone. */
  listed: z.boolean().optional(),
  places: z.array(z.string()).optional(),
  /** Counts what must not happen at once with a change of administrators. */
  guard: z.int().optional(),
});
export type PersonRow = z.infer<typeof PersonRow>;
