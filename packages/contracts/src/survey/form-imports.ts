import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { Slug } from '../id.ts';
import { defineRoute } from '../route.ts';
import { tableTypes } from '../table.ts';
import { line } from '../text.ts';
import { FormProgram, Instrument, InstrumentOwner } from './instruments.ts';
import { NotCarried } from './library.ts';

const routes = {
  importForm: defineRoute({
    id: 'importForm',
    service: 'survey',
    method: 'POST',
    path: '/instruments/form-imports',
    summary:
      'Draft an instrument from a form of another program, whichever its file shows: LimeSurvey (.lss, .txt), XLSForm, SurveyJS, or a table of answers of Google Forms, Microsoft Forms or any other; what does not come in as it stood is listed',
    right: 'instrument.edit',
    query: z.strictObject({
      slug: Slug,
      community: InstrumentOwner,
      title: line(200).optional().meta({ description: 'Where the form has none' }),
    }),
    // What browsers call a file goes by the programs that are installed, so what it is shows in it alone.
    consumes: [
      'application/json',
      'application/xml',
      'text/xml',
      'text/plain',
      'text/tab-separated-values',
      ...Object.values(tableTypes),
      'application/vnd.ms-excel',
      'application/octet-stream',
      '*/*',
    ],
    reply: z.object({ instrument: Instrument, program: FormProgram, notCarried: z.array(NotCarried) }),
    status: 201,
    problems: ['already-exists', 'too-large', 'unknown-reference'],
    bodyLimit: 8 * 1024 * 1024,
  }),
};

export const formImportsContract = defineCapability({ name: 'form-imports', service: 'survey', routes });
