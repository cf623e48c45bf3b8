import { ResourceAudience, ResourceKind } from '@skein/contracts';
import { z } from 'zod';

/** A link or a text in the library. */
export const ResourceRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  community: z.string().optional(),
  kind: ResourceKind,
  title: z.string(),
  url: z.string().optional(),
  text: z.string().optional(),
  about: z.string(),
  tags: z.array(z.string()),
  audience: ResourceAudience,
  meeting: z.string().optional(),
  addedBy: z.string().optional(),
  addedAt: z.date(),
  /** What no other in the same library has: where a link leads, a text’s own id. */
  key: z.string(),
  /** What it is found by: words as they are compared. */
  words: z.array(z.string()),
  /** Its tags as they are compared. */
  tagKeys: z.array(z.string()),
});
export type ResourceRow = z.infer<typeof ResourceRow>;
