import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { Instant, NetworkId } from '../id.ts';
import { defineQuestion } from '../question.ts';

const Count = z.int().nonnegative();

const questions = {
  /** Answered by membership: who came in these spans of time, in numbers alone. */
  figures: defineQuestion({
    name: 'membership.figures',
    summary:
      'How many joined the network and its communities, and were introduced to each other, in each span',
    question: z.strictObject({
      network: NetworkId,
      spans: z
        .array(z.strictObject({ from: Instant, until: Instant }))
        .min(1)
        .max(8),
    }),
    answer: z.object({
      spans: z.array(z.object({ newMembers: Count, newBelongings: Count, introductions: Count })),
    }),
  }),
};

export const quarterContract = defineCapability({
  name: 'quarter',
  service: 'membership',
  routes: {},
  questions,
});
