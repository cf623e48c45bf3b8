import { DigestSection, DigestStatus } from '@skein/contracts';
import { z } from 'zod';

/** One issue of the digest: the letter of a month. */
export const DigestRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  month: z.string(),
  title: z.string(),
  introduction: z.string(),
  sections: z.array(DigestSection),
  missing: z.array(z.string()),
  status: DigestStatus,
  createdAt: z.date(),
  /** Visitors may read it in the archive. */
  openly: z.literal(true).optional(),
  /** The last member whose letter was put into the ledger, while these are generated in the order of their ids. */
  cursor: z.string().optional(),
});
export type DigestRow = z.infer<typeof DigestRow>;
