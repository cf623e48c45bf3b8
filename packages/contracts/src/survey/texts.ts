import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { changesOf } from '../changes.ts';
import { Id, Instant, Version } from '../id.ts';
import { PageQuery, pageOf } from '../listing.ts';
import { defineRoute } from '../route.ts';
import { line } from '../text.ts';
import { QuestionKey } from './conditions.ts';

const count = z.int().nonnegative();
/** Names a text without leading to who wrote it, or to what else they answered. */
export const TextId = z.string().regex(/^[\w-]{20,64}$/, 'is not the id of a text');

export const OpenText = z
  .object({
    id: TextId,
    version: Version,
    text: z.string(),
    themes: z.array(Id),
    cleared: z.boolean().meta({ description: 'May be published word by word' }),
  })
  .meta({ id: 'OpenText' });
export type OpenText = z.infer<typeof OpenText>;

export const TextReading = z
  .object({
    state: z.enum(['reading', 'ready', 'none']).meta({ description: '`none`: not read yet; ask for it' }),
    asOf: Instant.optional(),
    texts: count.optional(),
    words: z
      .array(z.object({ word: z.string(), count }))
      .optional()
      .meta({
        description: 'In how many texts, most first; forms of one stem are one word, stop words are none',
      }),
  })
  .meta({ id: 'TextReading' });
export type TextReading = z.infer<typeof TextReading>;

export const Theme = z
  .object({ id: Id, version: Version, survey: Id, question: QuestionKey, name: line(120), texts: count })
  .meta({ id: 'Theme' });
export type Theme = z.infer<typeof Theme>;

const service = 'survey' as const;
const params = z.object({ id: Id, key: QuestionKey });
const themed = z.object({ id: Id, theme: Id });
const one = z.object({ id: Id, text: TextId });
const problems = ['conflict'] as const;

const routes = {
  readOpenTexts: defineRoute({
    id: 'readOpenTexts',
    service,
    method: 'POST',
    path: '/surveys/:id/questions/:key/reading',
    summary: 'Read the texts written to a question and count their words, in the background',
    right: 'survey.results',
    params,
    reply: TextReading,
    status: 202,
    problems,
  }),
  readWords: defineRoute({
    id: 'readWords',
    service,
    method: 'GET',
    path: '/surveys/:id/questions/:key/words',
    summary: 'The words of the texts that were read, with in how many texts each is',
    right: 'survey.results',
    params,
    reply: TextReading,
    status: 200,
    problems,
  }),
  listTexts: defineRoute({
    id: 'listTexts',
    service,
    method: 'GET',
    path: '/surveys/:id/questions/:key/texts',
    summary:
      'The texts that were read, in an order that tells nothing; by theme, or with these letters in them',
    right: 'survey.results',
    params,
    query: PageQuery.extend({ search: line(100).optional(), theme: Id.optional() }),
    reply: pageOf(OpenText),
    status: 200,
    problems,
  }),
  listThemes: defineRoute({
    id: 'listThemes',
    service,
    method: 'GET',
    path: '/surveys/:id/questions/:key/themes',
    summary: 'The themes that people gave the texts, with how many texts have each',
    right: 'survey.results',
    params,
    reply: z.object({ items: z.array(Theme) }),
    status: 200,
    problems,
  }),
  addTheme: defineRoute({
    id: 'addTheme',
    service,
    method: 'POST',
    path: '/surveys/:id/questions/:key/themes',
    summary: 'Name a theme',
    right: 'survey.run',
    params,
    body: z.strictObject({ name: line(120) }),
    reply: Theme,
    status: 201,
    problems: ['conflict', 'already-exists'],
  }),
  renameTheme: defineRoute({
    id: 'renameTheme',
    service,
    method: 'PATCH',
    path: '/surveys/:id/themes/:theme',
    summary: 'Rename a theme',
    right: 'survey.run',
    params: themed,
    body: changesOf(z.strictObject({ name: line(120) })),
    reply: Theme,
    status: 200,
    ifMatch: true,
    problems: ['already-exists'],
  }),
  mergeThemes: defineRoute({
    id: 'mergeThemes',
    service,
    method: 'POST',
    path: '/surveys/:id/themes/:theme/merging',
    summary: 'Merge a theme into another of the same question: its texts have that one then',
    right: 'survey.run',
    params: themed,
    body: z.strictObject({ into: Id }),
    reply: Theme,
    status: 200,
    ifMatch: true,
    problems: ['conflict', 'unknown-reference'],
  }),
  setThemes: defineRoute({
    id: 'setThemes',
    service,
    method: 'PUT',
    path: '/surveys/:id/texts/:text/themes',
    summary: 'Say which themes a text has',
    right: 'survey.run',
    params: one,
    body: z.strictObject({ themes: z.array(Id).max(20) }),
    reply: OpenText,
    status: 200,
    ifMatch: true,
    problems: ['conflict', 'unknown-reference'],
  }),
  clearText: defineRoute({
    id: 'clearText',
    service,
    method: 'PUT',
    path: '/surveys/:id/texts/:text/clearance',
    summary: 'Clear a text for publishing word by word, or take that back',
    right: 'survey.run',
    params: one,
    body: z.strictObject({ cleared: z.boolean() }),
    reply: OpenText,
    status: 200,
    ifMatch: true,
    problems,
  }),
};

export const textsContract = defineCapability({ name: 'texts', service: 'survey', routes });
