import { ResourceAudience, ResourceKind } from '@skein/contracts';
import { z } from 'zod';

/** A link, a text or a file in the library. */
export const ResourceRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  community: z.string().optional(),
  kind: ResourceKind,
  title: z.string(),
  url: z.string().optional(),
  text: z.string().optional(),
  file: z.object({ name: z.string(), type: z.string(), bytes: z.int(), digest: z.string() }).optional(),
  about: z.string(),
  tags: z.array(z.string()),
  audience: ResourceAudience,
  meeting: z.string().optional(),
  addedBy: z.string().optional(),
  addedAt: z.date(),
  /** What no other in the same library has: where a link leads, a file’s digest, a text’s own id. */
  key: z.string(),
  /** What it is found by: words as they are compared. */
  words: z.array(z.string()),
  /** Its tags as they are compared. */
  tagKeys: z.array(z.string()),
});
export type ResourceRow = z.infer<typeof ResourceRow>;

/** A piece of a file. */
export const FilePieceRow = z.object({
  /** `<resource>.<its place>` */
  _id: z.string(),
  network: z.string(),
  resource: z.string(),
  /** As the driver gives it. */
  data: z.custom<{ readonly buffer: Uint8Array }>(),
  /** When it goes by itself: until what it is a piece of is in the library. */
  forgetAt: z.date().optional(),
});
export type FilePieceRow = z.infer<typeof FilePieceRow>;
