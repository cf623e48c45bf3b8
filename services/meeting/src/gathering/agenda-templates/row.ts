import { AgendaPart } from '@skein/contracts';
import { z } from 'zod';

/** The timed parts of a community’s calls; has the community’s id. */
export const AgendaTemplateRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  parts: z.array(AgendaPart),
});
export type AgendaTemplateRow = z.infer<typeof AgendaTemplateRow>;
