import { Answers, CommunityRole } from '@skein/contracts';
import { z } from 'zod';

export const ResponseRow = z.object({
  /** `<survey>.<response>`: a client that used one draft id for two surveys has answered both. */
  _id: z.string(),
  network: z.string(),
  survey: z.string(),
  instrumentVersion: z.int(),
  /** To the day only, where the survey is confidential. */
  receivedAt: z.date(),
  /** Which text questions it answers, so that the latest texts are found by index. */
  written: z.array(z.string()),
  answers: Answers,
  /** The answering link, in a named survey; absent in a confidential one. */
  link: z.string().optional(),
  /**
   * Where it is read in turn: in a named survey where it came in the queue; in others nothing tells when it came.
   */
  place: z.string().optional(),
  /** The community its person was asked in, where the survey keeps it. */
  community: z.string().optional(),
  /** Or their role there. */
  role: CommunityRole.optional(),
  /** SHA-256 of the secret that its respondent keeps, where they may change it. */
  receipt: z.string().optional(),
  /** Of the change that it is as of; absent where it was never changed. */
  revision: z.int().optional(),
});
export type ResponseRow = z.infer<typeof ResponseRow>;

/** A response that was accepted and then not counted; neither its answers nor its link are kept. */
export const RefusedResponseRow = z.object({
  _id: z.string(),
  network: z.string(),
  survey: z.string(),
  reason: z.enum(['link-used', 'response-id-reused']),
  at: z.date(),
});
export type RefusedResponseRow = z.infer<typeof RefusedResponseRow>;

/** Part of a question's tally; the question '' counts the responses themselves. Its parts (stripes) are summed. */
export const TallyRow = z.object({
  /** `<survey>.<question>.<stripe>` */
  _id: z.string(),
  network: z.string(),
  survey: z.string(),
  question: z.string(),
  answered: z.int(),
  sum: z.int(),
  counts: z.record(z.string(), z.int()).optional(),
  /** Sums of the keys of the responses that are counted. */
  keys: z.record(z.string(), z.int()).optional(),
});
export type TallyRow = z.infer<typeof TallyRow>;
