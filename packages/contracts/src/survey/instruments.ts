import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { changesOf } from '../changes.ts';
import { defineEvent } from '../envelope.ts';
import { Id, Instant, Slug, Version } from '../id.ts';
import { PageQuery, pageOf } from '../listing.ts';
import { defineRoute } from '../route.ts';
import { line } from '../text.ts';
import { instrumentContent } from './content.ts';
import { Difference, InstrumentHistory, VersionSummary } from './history.ts';

/** A published version: never changed again. */
export const InstrumentVersion = z
  .object({ instrument: Id, number: z.int().positive(), publishedAt: Instant, ...instrumentContent })
  .meta({ id: 'InstrumentVersion' });
export type InstrumentVersion = z.infer<typeof InstrumentVersion>;

/** The programs whose forms are read; of a table of answers it is not always known which. */
export const FormProgram = z.enum([
  'skein',
  'surveyjs',
  'limesurvey',
  'xlsform',
  'google-forms',
  'microsoft-forms',
  'table',
]);
export type FormProgram = z.infer<typeof FormProgram>;

/** What an instrument was made from. */
export const Origin = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('library'), template: z.string(), version: z.int().positive() }),
    z.object({ kind: z.literal('copy'), instrument: Id, number: z.int().nonnegative() }),
    z.object({ kind: z.literal('file') }),
    z.object({ kind: z.literal('surveyjs') }),
    z.object({ kind: z.literal('form'), program: FormProgram }),
  ])
  .meta({ id: 'Origin' });
export type Origin = z.infer<typeof Origin>;

/** Whose instrument it is to be. */
export const InstrumentOwner = Id.optional().meta({
  description:
    'The community whose it is; without one it is the network’s, which those who run that may make',
});

export const Instrument = z
  .object({
    id: Id,
    version: Version,
    community: Id.optional().meta({ description: 'Whose it is; without one, the network’s' }),
    slug: Slug,
    draft: z.object(instrumentContent),
    published: z
      .int()
      .nonnegative()
      .meta({ description: 'Number of the current published version; 0 is none yet' }),
    origin: Origin.optional(),
  })
  .meta({ id: 'Instrument' });
export type Instrument = z.infer<typeof Instrument>;

/** An instrument as somebody sees it: its draft only where it is theirs to change. */
export const InstrumentSeen = Instrument.extend({
  title: line(200).meta({ description: 'Of the draft, where it is shown; else of the published version' }),
  draft: Instrument.shape.draft
    .optional()
    .meta({ description: 'For those alone who may change it; others read the published versions' }),
}).meta({ id: 'InstrumentSeen' });
export type InstrumentSeen = z.infer<typeof InstrumentSeen>;

const one = z.object({ id: Id });
const number = z.coerce.number().int().positive();
/** Drafts with many choices and languages; a version must fit one message, which holds a mebibyte. */
export const mostInstrumentBytes = 700_000;
const bodyLimit = 1024 * 1024;
const service = 'survey' as const;

const routes = {
  draftInstrument: defineRoute({
    id: 'draftInstrument',
    service,
    method: 'POST',
    path: '/instruments',
    summary: 'Draft an instrument, a community’s or the network’s',
    right: 'instrument.edit',
    body: z.strictObject({ slug: Slug, community: InstrumentOwner, ...instrumentContent }),
    reply: Instrument,
    status: 201,
    problems: ['already-exists', 'too-large', 'unknown-reference'],
    bodyLimit,
  }),
  listInstruments: defineRoute({
    id: 'listInstruments',
    service,
    method: 'GET',
    path: '/instruments',
    summary: 'The published instruments of the network, and the drafts that one may change',
    right: 'instrument.read',
    query: PageQuery.extend({ slug: Slug.optional() }),
    reply: pageOf(InstrumentSeen),
    status: 200,
  }),
  readInstrument: defineRoute({
    id: 'readInstrument',
    service,
    method: 'GET',
    path: '/instruments/:id',
    summary: 'One instrument; with its draft, and unpublished, only for those who may change it',
    right: 'instrument.read',
    params: one,
    reply: InstrumentSeen,
    status: 200,
  }),
  editInstrument: defineRoute({
    id: 'editInstrument',
    service,
    method: 'PATCH',
    path: '/instruments/:id',
    summary: 'Change the draft; published versions stay as they are',
    right: 'instrument.edit',
    params: one,
    body: changesOf(z.strictObject(instrumentContent)),
    reply: Instrument,
    status: 200,
    ifMatch: true,
    problems: ['too-large'],
    bodyLimit,
  }),
  discardDraft: defineRoute({
    id: 'discardDraft',
    service,
    method: 'DELETE',
    path: '/instruments/:id/draft',
    summary: 'Throw the draft’s changes away: it is the current published version again',
    right: 'instrument.edit',
    params: one,
    reply: Instrument,
    status: 200,
    ifMatch: true,
    problems: ['conflict'],
  }),
  deleteInstrument: defineRoute({
    id: 'deleteInstrument',
    service,
    method: 'DELETE',
    path: '/instruments/:id',
    summary: 'Delete an instrument that was never published',
    right: 'instrument.edit',
    params: one,
    reply: z.undefined(),
    status: 204,
    ifMatch: true,
    problems: ['conflict'],
  }),
  copyInstrument: defineRoute({
    id: 'copyInstrument',
    service,
    method: 'POST',
    path: '/instruments/:id/copies',
    summary: 'Draft a new instrument with the content of this one, whosever it is',
    right: 'instrument.edit',
    params: one,
    body: z.strictObject({
      slug: Slug,
      community: InstrumentOwner,
      title: line(200).optional(),
      number: z
        .int()
        .positive()
        .optional()
        .meta({ description: 'A published version; else the draft, for those who may edit it' }),
    }),
    reply: Instrument,
    status: 201,
    problems: ['already-exists', 'unknown-reference'],
  }),
  publishInstrument: defineRoute({
    id: 'publishInstrument',
    service,
    method: 'POST',
    path: '/instruments/:id/versions',
    summary:
      'Publish the draft as the next, immutable version. A question keeps its key through rewording; one that asks something else needs a new key',
    right: 'instrument.edit',
    params: one,
    reply: InstrumentVersion.extend({
      untranslated: z
        .record(z.string(), z.array(z.string()))
        .optional()
        .meta({ description: 'By language, the texts that are shown in the default language' }),
    }),
    status: 201,
    ifMatch: true,
    problems: ['conflict'],
  }),
  listInstrumentVersions: defineRoute({
    id: 'listInstrumentVersions',
    service,
    method: 'GET',
    path: '/instruments/:id/versions',
    summary: 'The published versions, newest first',
    right: 'instrument.read',
    params: one,
    query: PageQuery,
    reply: pageOf(VersionSummary),
    status: 200,
  }),
  readInstrumentVersion: defineRoute({
    id: 'readInstrumentVersion',
    service,
    method: 'GET',
    path: '/instruments/:id/versions/:number',
    summary: 'One published version',
    right: 'instrument.read',
    params: z.object({ id: Id, number }),
    reply: InstrumentVersion,
    status: 200,
  }),
  readInstrumentHistory: defineRoute({
    id: 'readInstrumentHistory',
    service,
    method: 'GET',
    path: '/instruments/:id/history',
    summary: 'Each question through the published versions: its wordings, its choices, when it came and went',
    right: 'instrument.read',
    params: one,
    reply: InstrumentHistory,
    status: 200,
  }),
  compareInstrumentVersions: defineRoute({
    id: 'compareInstrumentVersions',
    service,
    method: 'GET',
    path: '/instruments/:id/differences',
    summary: 'What differs between two versions, or between a version and the draft',
    right: 'instrument.edit',
    params: one,
    query: z.object({
      from: number,
      to: number.optional().meta({ description: 'Without it, the draft' }),
    }),
    reply: z.object({ differences: z.array(Difference) }),
    status: 200,
  }),
};

const events = {
  instrumentDrafted: defineEvent({
    service,
    aggregate: 'instrument',
    event: 'drafted',
    summary: 'An instrument was drafted or its draft changed',
    data: z.object({ instrument: Id }),
  }),
  instrumentPublished: defineEvent({
    service,
    aggregate: 'instrument',
    event: 'published',
    summary: 'A version of an instrument was published',
    data: z.object({ instrument: Id, number: z.int().positive(), title: z.string() }),
  }),
  instrumentDeleted: defineEvent({
    service,
    aggregate: 'instrument',
    event: 'deleted',
    summary: 'An instrument that was never published was deleted',
    data: z.object({ instrument: Id }),
  }),
};

export const instrumentsContract = defineCapability({
  name: 'instruments',
  service: 'survey',
  routes,
  events,
});
