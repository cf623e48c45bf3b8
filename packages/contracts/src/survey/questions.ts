import { z } from 'zod';
import { Day } from '../id.ts';
import { line, paragraphs } from '../text.ts';
import { Condition, QuestionKey } from './conditions.ts';

const common = {
  key: QuestionKey,
  text: line(1000),
  help: paragraphs(2000).optional(),
  required: z.boolean().default(false),
  section: QuestionKey.optional(),
  showIf: Condition.optional().meta({
    description: 'Shown only then; an answer to a hidden question is refused',
  }),
  errorText: line(500).optional().meta({
    description:
      'What somebody is told whose answer cannot be taken, in place of the page’s own words; not of one that is missing',
  }),
};
/** Longest pattern of an answer. */
const mostPattern = 300;
/** A list of all countries, of all places: no more. */
const mostChoices = 1_000;
const labelled = { key: QuestionKey, label: line(500) };
/** A choice with `other` asks for a text of its own: “other, namely …”. */
const Choice = z.strictObject({ ...labelled, other: z.literal(true).optional() });
const shuffle = z.boolean().optional().meta({
  description: 'In random order, the same for one response; `other` and exclusive choices stay last',
});

/** The points of a scale, from one labelled end to the other, each with a label of its own where that helps. */
const scale = {
  from: z.int().min(-100).max(100),
  to: z.int().min(-100).max(100),
  lowLabel: line(120).optional(),
  highLabel: line(120).optional(),
  pointLabels: z
    .array(z.strictObject({ value: z.int(), label: line(120) }))
    .max(101)
    .optional(),
  notApplicable: line(120)
    .optional()
    .meta({ description: 'The label of “not applicable”, where it may be said' }),
  dontKnow: line(120).optional().meta({ description: 'The label of “don’t know”, where it may be said' }),
  refused: line(120)
    .optional()
    .meta({ description: 'The label of “prefer not to say”, where it may be said' }),
  worded: z.literal(true).optional().meta({
    description: 'Its points are words in an order: shown without numbers, and told without a mean',
  }),
};
/** Answers to a scale that are none of its points, by the fields of their labels: they count in no mean. */
export const outsideScale = {
  notApplicable: 'not-applicable',
  dontKnow: 'dont-know',
  refused: 'refused',
} as const;
type Outside = keyof typeof outsideScale;
const outsideFields = Object.keys(outsideScale) as Outside[];

/** What may be answered to this scale beside its points. */
export const outsideOf = (labels: { readonly [K in Outside]?: string | undefined }) =>
  outsideFields.flatMap((field) => {
    const label = labels[field];
    return label === undefined ? [] : [{ field, key: outsideScale[field], label }];
  });

export const ScaleQuestion = z.strictObject({
  kind: z.literal('scale'),
  ...common,
  ...scale,
  netPromoter: z.literal(true).optional().meta({
    description: 'From 0 to 10; results tell the share of 9 and 10 less that of 0 to 6, from -100 to 100',
  }),
});
export const SingleQuestion = z.strictObject({
  kind: z.literal('single'),
  ...common,
  choices: z.array(Choice).min(1).max(mostChoices),
  shuffle,
});
export const MultipleQuestion = z.strictObject({
  kind: z.literal('multiple'),
  ...common,
  choices: z
    .array(
      Choice.extend({
        exclusive: z.literal(true).optional().meta({ description: 'Chosen alone: “none of these”' }),
      }),
    )
    .min(1)
    .max(mostChoices),
  atLeast: z.int().min(1).max(mostChoices).optional(),
  atMost: z.int().min(1).max(mostChoices).optional(),
  shuffle,
});
export const TextQuestion = z.strictObject({
  kind: z.literal('text'),
  ...common,
  short: z.boolean().optional().meta({ description: 'One line' }),
  minLength: z.int().min(1).max(10_000).optional(),
  maxLength: z.int().min(1).max(10_000).default(2000),
  format: z.enum(['email']).optional().meta({ description: 'An e-mail address, as far as it can be told' }),
  pattern: z.string().min(1).max(mostPattern).optional().meta({
    description:
      'A regular expression in the syntax of RE2, to be found in the answer: `^` and `$` bind it to its ends',
  }),
});

/** Numbers have at most six decimals, so that their sums are exact. */
const Decimal = z
  .number()
  .min(-1e9)
  .max(1e9)
  .refine((value) => Number(value.toFixed(6)) === value, 'has more than six decimals');
export const NumberQuestion = z.strictObject({
  kind: z.literal('number'),
  ...common,
  min: Decimal.optional(),
  max: Decimal.optional(),
  step: Decimal.optional().meta({ description: 'Counted from `min`, or from 0' }),
  unit: line(40).optional(),
});
export const DateQuestion = z.strictObject({
  kind: z.literal('date'),
  ...common,
  min: Day.optional(),
  max: Day.optional(),
});
export const RankingQuestion = z.strictObject({
  kind: z.literal('ranking'),
  ...common,
  choices: z.array(z.strictObject(labelled)).min(2).max(30),
  top: z.int().min(1).max(30).optional().meta({ description: 'So many are ranked; without it, all' }),
  shuffle,
});
export const YesNoQuestion = z.strictObject({
  kind: z.literal('yes-no'),
  ...common,
  yesLabel: line(120).optional(),
  noLabel: line(120).optional(),
});
export const MatrixQuestion = z.strictObject({
  kind: z.literal('matrix'),
  ...common,
  rows: z.array(z.strictObject(labelled)).min(1).max(100),
  ...scale,
  oneRowIsEnough: z
    .literal(true)
    .optional()
    .meta({ description: 'Where an answer is required, it needs one row and not each' }),
});

const levels = z.array(line(1000)).min(2).max(10);
/** A dimension with a described level in each cell, level 1 first. */
export const LevelsQuestion = z.strictObject({ kind: z.literal('levels'), ...common, levels });
/** Several dimensions, each with levels described for it. */
export const LevelsMatrixQuestion = z.strictObject({
  kind: z.literal('levels-matrix'),
  ...common,
  rows: z
    .array(z.strictObject({ ...labelled, levels }))
    .min(1)
    .max(50),
});

/** A question with right answers. What is right is never sent to a respondent before they have answered. */
export const QuizQuestion = z.strictObject({
  kind: z.literal('quiz'),
  ...common,
  several: z.boolean().optional().meta({ description: 'Several choices may be given' }),
  choices: z
    .array(
      z.strictObject({
        ...labelled,
        right: z.boolean().optional(),
        feedback: paragraphs(2000).optional(),
      }),
    )
    .min(2)
    .max(30),
  points: z.int().min(1).max(100).optional().meta({ description: '1 where not said' }),
  shuffle,
});

/** What is said between questions: nothing is asked, and so nothing is answered. */
export const NoteShown = z.strictObject({
  kind: z.literal('note'),
  ...common,
  text: paragraphs(5000).min(1),
  required: z.literal(false).default(false),
});

export const Question = z
  .discriminatedUnion('kind', [
    ScaleQuestion,
    SingleQuestion,
    MultipleQuestion,
    TextQuestion,
    NumberQuestion,
    DateQuestion,
    RankingQuestion,
    YesNoQuestion,
    MatrixQuestion,
    LevelsQuestion,
    LevelsMatrixQuestion,
    QuizQuestion,
    NoteShown,
  ])
  .meta({ id: 'Question' });
export type Question = z.infer<typeof Question>;
export type QuestionOf<K extends Question['kind']> = Extract<Question, { kind: K }>;

/** A part of the questionnaire; its questions stand together, under its heading. */
export const Section = z
  .strictObject({
    key: QuestionKey,
    title: line(200).optional().meta({ description: 'Without one it stands under no heading' }),
    text: paragraphs(5000).optional(),
    showIf: Condition.optional(),
    shuffle: z.boolean().optional().meta({ description: 'Its questions in random order' }),
  })
  .meta({ id: 'Section' });
export type Section = z.infer<typeof Section>;

const keys = z.array(QuestionKey).max(mostChoices);

/**
 * Answers by question key; unanswered ones are absent. A number (scale, levels, number), `not-applicable`, `dont-know` or `refused` for a scale,
 * a choice's key (single, quiz) or several in a list (multiple, quiz, ranking best first), text, a day, a boolean
 * (yes-no), `{choice, text}` or `{choices, text}` where a choice asks for a text, or a level for each row of a matrix.
 */
export const Answers = z.record(
  QuestionKey,
  z.union([
    z.number(),
    z.string().max(10_000),
    z.boolean(),
    keys,
    z.record(QuestionKey, z.union([z.number(), z.string().max(2_000), keys])),
  ]),
);
export type Answers = z.infer<typeof Answers>;
export type AnswerValue = Answers[string];
