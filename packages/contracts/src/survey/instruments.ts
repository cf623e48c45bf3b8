import { z } from 'zod';
import { changesOf } from '../changes.ts';
import { Id, Instant, Slug, Version } from '../id.ts';
import { PageQuery, pageOf } from '../page.ts';
import { defineRoute } from '../route.ts';
import { line, paragraphs } from '../text.ts';
import { Question } from './questions.ts';

const content = {
  title: line(200),
  introduction: paragraphs(5000).default(''),
  source: line(200).optional(),
  questions: z.array(Question).min(1).max(300),
};

/** A published version: never changed again. */
export const InstrumentVersion = z
  .object({ instrument: Id, number: z.int().positive(), publishedAt: Instant, ...content })
  .meta({ id: 'InstrumentVersion' });
export type InstrumentVersion = z.infer<typeof InstrumentVersion>;

export const Instrument = z
  .object({
    id: Id,
    version: Version,
    slug: Slug,
    draft: z.object(content),
    published: z
      .int()
      .nonnegative()
      .meta({ description: 'Number of the current published version; 0 is none yet' }),
  })
  .meta({ id: 'Instrument' });
export type Instrument = z.infer<typeof Instrument>;

const one = z.object({ id: Id });

export const instrumentRoutes = {
  draftInstrument: defineRoute({
    id: 'draftInstrument',
    service: 'survey',
    method: 'POST',
    path: '/instruments',
    summary: 'Draft an instrument',
    right: 'instrument.edit',
    body: z.strictObject({ slug: Slug, ...content }),
    reply: Instrument,
    status: 201,
    problems: ['already-exists'],
  }),
  listInstruments: defineRoute({
    id: 'listInstruments',
    service: 'survey',
    method: 'GET',
    path: '/instruments',
    summary: 'The instruments of the network',
    right: 'instrument.read',
    query: PageQuery.extend({ slug: Slug.optional() }),
    reply: pageOf(Instrument),
    status: 200,
  }),
  editInstrument: defineRoute({
    id: 'editInstrument',
    service: 'survey',
    method: 'PATCH',
    path: '/instruments/:id',
    summary: 'Change the draft; published versions stay as they are',
    right: 'instrument.edit',
    params: one,
    body: changesOf(z.strictObject(content)),
    reply: Instrument,
    status: 200,
    ifMatch: true,
  }),
  publishInstrument: defineRoute({
    id: 'publishInstrument',
    service: 'survey',
    method: 'POST',
    path: '/instruments/:id/versions',
    summary: 'Publish the draft as the next, immutable version',
    right: 'instrument.edit',
    params: one,
    reply: InstrumentVersion,
    status: 201,
    ifMatch: true,
    problems: ['conflict'],
  }),
  readInstrumentVersion: defineRoute({
    id: 'readInstrumentVersion',
    service: 'survey',
    method: 'GET',
    path: '/instruments/:id/versions/:number',
    summary: 'One published version',
    right: 'instrument.read',
    params: z.object({ id: Id, number: z.coerce.number().int().positive() }),
    reply: InstrumentVersion,
    status: 200,
  }),
};
