import { KnowledgeProductKind, KnowledgeProductState } from '@skein/contracts';
import { z } from 'zod';

/** What a community made of what it learnt. */
export const ProductRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  community: z.string(),
  title: z.string(),
  kind: KnowledgeProductKind,
  about: z.string(),
  state: KnowledgeProductState,
  authors: z.array(z.string()),
  cases: z.array(z.string()),
  resources: z.array(z.string()),
  reviewedBy: z.string().optional(),
  reviewedAt: z.date().optional(),
  publishedAt: z.date().optional(),
  begunAt: z.date(),
});
export type ProductRow = z.infer<typeof ProductRow>;
