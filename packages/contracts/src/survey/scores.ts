import { z } from 'zod';
import { line } from '../text.ts';
import { QuestionKey } from './conditions.ts';

const Worth = z
  .number()
  .min(-1e6)
  .max(1e6)
  .refine((value) => Number(value.toFixed(6)) === value, 'has more than six decimals');

/** An answer that counts in a score, by what it is worth. */
const ScoreItem = z.strictObject({
  question: QuestionKey,
  row: QuestionKey.optional().meta({ description: 'Of a matrix; without it, each of its rows' }),
  reversed: z.literal(true).optional().meta({
    description: 'Of a scale, levels or a matrix: the lowest point counts as the highest',
  }),
  values: z.record(z.string().max(40), Worth).optional().meta({
    description:
      'What each answer is worth: by the keys of choices, points of a scale, `true` and `false`; others are worth nothing. Scales, levels, numbers and quizzes need none: they count as they are, a quiz by its points',
  }),
});

/** One number for a response, from several of its answers by a rule that is said beside it. */
export const Score = z
  .strictObject({
    key: QuestionKey,
    name: line(200),
    method: z.enum(['sum', 'mean']),
    items: z.array(ScoreItem).min(1).max(100),
    times: Worth.positive().optional().meta({ description: 'What comes of that is multiplied by it' }),
    atLeast: z.int().min(1).max(1_000).optional().meta({
      description:
        'So many must be answered; without it, all. “Not applicable” and what is not asked are not answered',
    }),
    missing: z
      .enum(['mean', 'zero'])
      .default('mean')
      .meta({ description: 'What is not answered counts as the mean of what is, or as 0' }),
  })
  .meta({ id: 'Score' });
export type Score = z.infer<typeof Score>;
