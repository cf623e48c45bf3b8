import { z } from 'zod';
import { line, paragraphs } from '../text.ts';
import { Question, Section } from './questions.ts';
import { Score } from './scores.ts';

/** A language by its BCP 47 tag: `cy`, `en-GB`, `zh-Hant`. */
export const LanguageTag = z
  .string()
  .regex(/^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?$/, 'is not a language tag');

/** One of an instrument's texts: `title`, `questions/mood/text`, `questions/role/choices/nurse/label`. */
const TextPath = z.string().regex(/^[a-z][A-Za-z0-9/-]{0,160}$/, 'is not the path of a text');

/** What an instrument says and asks, in its default language, with its texts in other languages by their paths. */
export const instrumentContent = {
  title: line(200),
  introduction: paragraphs(5000).default(''),
  source: line(200).optional(),
  language: LanguageTag.optional().meta({ description: 'The language of the texts; `en` where not said' }),
  sections: z.array(Section).max(150).optional(),
  paged: z.boolean().optional().meta({
    description: 'One section after the other is shown, where scripts run; else all below each other',
  }),
  questions: z.array(Question).min(1).max(300),
  scores: z.array(Score).max(20).optional().meta({
    description: 'Sums and means of answers, told in results and exports; respondents are not shown them',
  }),
  translations: z
    .record(LanguageTag, z.record(TextPath, paragraphs(5000)))
    .optional()
    .meta({ description: 'By language, the text at each path: `title`, `questions/mood/text`' }),
};

export const InstrumentContent = z.object(instrumentContent);
export type InstrumentContent = z.infer<typeof InstrumentContent>;
