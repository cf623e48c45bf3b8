import { z } from 'zod';
import { Id, Instant } from '../id.ts';

const number = z.int().positive();
const Wording = z
  .object({ number, text: z.string() })
  .meta({ description: 'As worded from this version on' });

/** A choice, row or level of a question through the versions. */
const Part = z.object({ key: z.string(), first: number, last: number, labels: z.array(Wording) });

/** A question through the versions: how it was worded in each, and what could be chosen. */
export const QuestionHistory = z
  .object({
    key: z.string(),
    kind: z.string(),
    first: number,
    last: number,
    asked: z.boolean().meta({ description: 'Whether the newest of the versions asks it' }),
    wordings: z.array(Wording),
    choices: z.array(Part).optional(),
    rows: z.array(Part).optional(),
    levels: z
      .array(Part)
      .optional()
      .meta({ description: 'Described levels, by their number from 1; those of a matrix as `row.number`' }),
  })
  .meta({ id: 'QuestionHistory' });
export type QuestionHistory = z.infer<typeof QuestionHistory>;

export const InstrumentHistory = z
  .object({ instrument: Id, versions: z.array(number), questions: z.array(QuestionHistory) })
  .meta({ id: 'InstrumentHistory' });

export const VersionSummary = z
  .object({
    number,
    title: z.string(),
    publishedAt: Instant,
    questions: z.int(),
    languages: z.array(z.string()),
  })
  .meta({ id: 'VersionSummary' });

/** One difference between two versions; `path` names records by their keys: `questions/mood/text`. */
export const Difference = z
  .object({
    path: z.string(),
    change: z.enum(['added', 'removed', 'changed']),
    before: z.unknown().optional(),
    after: z.unknown().optional(),
  })
  .meta({ id: 'Difference' });
export type Difference = z.infer<typeof Difference>;
