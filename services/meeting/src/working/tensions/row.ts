import { TensionDeed, TensionOutcomeKind, TensionStatus } from '@skein/contracts';
import { z } from 'zod';

const Outcome = z.object({ kind: TensionOutcomeKind, id: z.string().optional() });

/** What somebody wants dealt with, and what was done to it since. */
export const TensionRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  community: z.string(),
  title: z.string(),
  wouldHelp: z.string(),
  meeting: z.string().optional(),
  /** Absent once whoever raised it was erased, with what they wrote. */
  raisedBy: z.string().optional(),
  raisedAt: z.date(),
  status: TensionStatus,
  outcome: Outcome.optional(),
  /** A hash of the letter that it came by, which may come twice. */
  letter: z.string().optional(),
  history: z.array(
    z.object({
      at: z.date(),
      by: z.string().optional(),
      did: TensionDeed,
      outcome: Outcome.optional(),
      word: z.string().optional(),
    }),
  ),
});
export type TensionRow = z.infer<typeof TensionRow>;
