import { z } from 'zod';
import { line, paragraphs } from '../text.ts';

/** A key that a question or choice keeps through every rewording, so that versions compare. */
export const QuestionKey = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'is not a question key');

const common = {
  key: QuestionKey,
  text: line(1000),
  help: paragraphs(2000).optional(),
  required: z.boolean().default(false),
};
const Choice = z.strictObject({ key: QuestionKey, label: line(500) });
const choices = z.array(Choice).min(2).max(100);

export const ScaleQuestion = z.strictObject({
  kind: z.literal('scale'),
  ...common,
  from: z.int().min(0).max(10),
  to: z.int().min(1).max(10),
  lowLabel: line(120),
  highLabel: line(120),
});
export const SingleQuestion = z.strictObject({ kind: z.literal('single'), ...common, choices });
export const MultipleQuestion = z.strictObject({ kind: z.literal('multiple'), ...common, choices });
export const TextQuestion = z.strictObject({
  kind: z.literal('text'),
  ...common,
  maxLength: z.int().min(1).max(10_000).default(2000),
});
/** A dimension with a described level in each cell, level 1 first. */
export const LevelsQuestion = z.strictObject({
  kind: z.literal('levels'),
  ...common,
  levels: z.array(line(1000)).min(2).max(10),
});

export const Question = z
  .discriminatedUnion('kind', [ScaleQuestion, SingleQuestion, MultipleQuestion, TextQuestion, LevelsQuestion])
  .meta({ id: 'Question' });
export type Question = z.infer<typeof Question>;

/** Answers by question key: a number (scale, levels), a choice's key, several keys, or text. Unanswered ones are absent. */
export const Answers = z.record(
  QuestionKey,
  z.union([z.number(), z.string().max(10_000), z.array(QuestionKey).max(100)]),
);
export type Answers = z.infer<typeof Answers>;
