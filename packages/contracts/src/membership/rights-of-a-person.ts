import { z } from 'zod';
import { Id } from '../id.ts';
import { defineRoute } from '../route.ts';

export const personRightsRoutes = {
  exportPerson: defineRoute({
    id: 'exportPerson',
    service: 'membership',
    method: 'POST',
    path: '/people/:id/export',
    summary:
      'Everything that every service holds of a person, as one archive: data.json, and index.html to read. For themselves, or for hosts who were asked for it',
    right: 'people.edit',
    params: z.object({ id: Id }),
    produces: ['application/zip'],
    reply: z.unknown(),
    status: 200,
    problems: ['rate-limited', 'unavailable'],
  }),
};
