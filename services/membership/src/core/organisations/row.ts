import { OrganisationKind } from '@skein/contracts';
import { z } from 'zod';

export const OrganisationRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  name: z.string(),
  kind: OrganisationKind.optional(),
  region: z.string().optional(),
  website: z.string().optional(),
  aliases: z.array(z.string()),
  /** The name as it is compared: the order of listings. */
  key: z.string(),
  /** Name and aliases as they are compared: each leads to one organisation only. */
  keys: z.array(z.string()),
  words: z.array(z.string()),
  /** The one it became part of; never itself a merged one. */
  mergedInto: z.string().optional(),
});
export type OrganisationRow = z.infer<typeof OrganisationRow>;
