import { StepStatus } from '@skein/contracts';
import { z } from 'zod';

/** A piece of work of a community. */
export const WorkstreamRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  community: z.string(),
  title: z.string(),
  owners: z.array(z.string()),
});
export type WorkstreamRow = z.infer<typeof WorkstreamRow>;

/** A step of a workstream, with a version of its own. Its days are text: a day has no time zone, a Date would give it one. */
export const StepRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  workstream: z.string(),
  community: z.string(),
  title: z.string(),
  owners: z.array(z.string()),
  notes: z.string(),
  dates: z.array(z.string()),
  due: z.string().optional(),
  status: StepStatus,
  doneOn: z.string().optional(),
  meeting: z.string().optional(),
  /** Absent in what earlier versions stored: since it was added, then, for all that is known. */
  movedAt: z.date().optional(),
  answers: z
    .array(
      z.object({
        at: z.date(),
        by: z.string().optional(),
        answer: z.enum(['accepted', 'declined']),
        word: z.string().optional(),
      }),
    )
    .optional(),
});
export type StepRow = z.infer<typeof StepRow>;
