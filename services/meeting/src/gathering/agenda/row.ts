import { AgendaItemKind } from '@skein/contracts';
import { z } from 'zod';

/** Something on the agenda of one meeting. */
export const AgendaItemRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  meeting: z.string(),
  community: z.string(),
  /** The series of the meeting: what is not reached goes on to its next date. */
  series: z.string().optional(),
  part: z.int(),
  place: z.int(),
  title: z.string(),
  kind: AgendaItemKind,
  ref: z.string().optional(),
  proposedBy: z.string().optional(),
  done: z.boolean(),
  carriedFrom: z.string().optional(),
  carriedTo: z.string().optional(),
});
export type AgendaItemRow = z.infer<typeof AgendaItemRow>;
