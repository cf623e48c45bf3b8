import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { Id, Slug } from '../id.ts';
import { defineRoute } from '../route.ts';
import { line } from '../text.ts';
import { instrumentContent } from './content.ts';
import { Instrument, InstrumentOwner } from './instruments.ts';

/** A questionnaire that comes with the software, ready to be adopted and changed. */
export const Template = z
  .object({
    key: Slug,
    version: z.int().positive(),
    purpose: line(300).meta({ description: 'When to use it' }),
    content: z.strictObject(instrumentContent),
  })
  .meta({ id: 'Template' });
export type Template = z.infer<typeof Template>;

/** An instrument as a file, to be taken into another network or installation. */
export const InstrumentFile = z
  .strictObject({ format: z.literal('skein-instrument'), formatVersion: z.literal(1), ...instrumentContent })
  .meta({ id: 'InstrumentFile' });
export type InstrumentFile = z.infer<typeof InstrumentFile>;

/** What of a foreign form did not come in as it stood there, and where in it that stood; what matters most first. */
export const NotCarried = z
  .object({
    effect: z.enum(['left-out', 'changed', 'looks', 'renamed']).meta({
      description:
        'Not there; there, but asks, shows or counts something else; looks otherwise and means the same; has another name',
    }),
    path: z.string().meta({ description: '`#/pages/0/elements/2/html`' }),
    detail: z.string(),
    also: z.array(z.string()).optional().meta({ description: 'Where else the same is so' }),
    names: z
      .array(z.object({ path: z.string(), was: z.string(), is: z.string() }))
      .optional()
      .meta({ description: 'Of what is renamed: each name there, and the key here' }),
  })
  .meta({ id: 'NotCarried' });
export type NotCarried = z.infer<typeof NotCarried>;

const service = 'survey' as const;
const bodyLimit = 1024 * 1024;

const routes = {
  listTemplates: defineRoute({
    id: 'listTemplates',
    service,
    method: 'GET',
    path: '/instrument-templates',
    summary: 'The built-in library of instruments',
    right: 'instrument.read',
    reply: z.object({ items: z.array(Template) }),
    status: 200,
  }),
  adoptTemplate: defineRoute({
    id: 'adoptTemplate',
    service,
    method: 'POST',
    path: '/instrument-templates/adoptions',
    summary: 'Draft an instrument from one of the library',
    right: 'instrument.edit',
    body: z.strictObject({
      template: Slug,
      slug: Slug.optional().meta({ description: 'The template’s key where not said' }),
      community: InstrumentOwner,
    }),
    reply: Instrument,
    status: 201,
    problems: ['already-exists', 'unknown-reference'],
  }),
  exportInstrument: defineRoute({
    id: 'exportInstrument',
    service,
    method: 'GET',
    path: '/instruments/:id/file',
    summary: 'The draft, or a published version, as a file for another installation',
    right: 'instrument.edit',
    params: z.object({ id: Id }),
    query: z.object({ number: z.coerce.number().int().positive().optional() }),
    reply: InstrumentFile,
    status: 200,
  }),
  importInstrument: defineRoute({
    id: 'importInstrument',
    service,
    method: 'POST',
    path: '/instruments/imports',
    summary: 'Draft an instrument from such a file',
    right: 'instrument.edit',
    body: z.strictObject({ slug: Slug, community: InstrumentOwner, file: InstrumentFile }),
    reply: Instrument,
    status: 201,
    problems: ['already-exists', 'too-large', 'unknown-reference'],
    bodyLimit,
  }),
  importSurveyJs: defineRoute({
    id: 'importSurveyJs',
    service,
    method: 'POST',
    path: '/instruments/surveyjs-imports',
    summary: 'Draft an instrument from a form definition of SurveyJS; what cannot be carried over is listed',
    right: 'instrument.edit',
    body: z.strictObject({
      slug: Slug,
      community: InstrumentOwner,
      title: line(200).optional().meta({ description: 'Where the form has none' }),
      form: z.record(z.string(), z.unknown()),
    }),
    reply: z.object({ instrument: Instrument, notCarried: z.array(NotCarried) }),
    status: 201,
    problems: ['already-exists', 'too-large', 'unknown-reference'],
    bodyLimit,
  }),
};

export const libraryContract = defineCapability({ name: 'library', service: 'survey', routes });
