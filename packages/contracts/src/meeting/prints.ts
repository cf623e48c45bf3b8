import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { Id } from '../id.ts';
import { defineRoute } from '../route.ts';

export const printType = 'application/pdf';

/** The languages that documents have headings in. */
const printLanguages = ['en', 'sv', 'fr'] as const;

/** Asked of every print. */
export const PrintLanguage = z.enum(printLanguages).optional().meta({
  description: 'The language of its headings; the first of the network’s own that is there, unless said',
});

const one = z.object({ id: Id });
const service = 'meeting';

const routes = {
  printMinutes: defineRoute({
    id: 'printMinutes',
    service,
    method: 'GET',
    path: '/meetings/:id/minutes.pdf',
    summary: 'The minutes of a closed meeting as PDF, tagged so that screen readers read it (PDF/UA-1)',
    right: 'meeting.read',
    params: one,
    query: z.object({ language: PrintLanguage }),
    produces: [printType],
    reply: z.unknown(),
    status: 200,
    problems: ['conflict', 'unavailable'],
  }),
  printAgenda: defineRoute({
    id: 'printAgenda',
    service,
    method: 'GET',
    path: '/meetings/:id/agenda.pdf',
    summary: 'The agenda of a meeting as PDF; for who runs it with who comes and room to write',
    right: 'meeting.read',
    params: one,
    query: z.object({
      language: PrintLanguage,
      for: z.enum(['all', 'host']).default('all').meta({
        description: '`host`: with who comes, who proposed what and room to write, for who runs the meeting',
      }),
    }),
    produces: [printType],
    reply: z.unknown(),
    status: 200,
    problems: ['unavailable'],
  }),
};

export const printsContract = defineCapability({ name: 'prints', service, routes });
