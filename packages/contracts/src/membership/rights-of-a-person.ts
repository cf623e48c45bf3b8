import { z } from 'zod';
import { defineCapability, ofEachService } from '../capability.ts';
import { Id, Instant, NetworkId } from '../id.ts';
import { defineQuestion } from '../question.ts';
import { defineRoute } from '../route.ts';

/** What one service holds under one title, each record as names and lines that people read. */
export const HeldSection = z.object({
  title: z.string(),
  records: z.array(z.array(z.object({ name: z.string(), lines: z.array(z.string()) }))),
});

export const Held = z
  .object({
    at: Instant,
    sections: z.array(HeldSection),
    notes: z.array(z.string()).meta({ description: 'What no service can give' }),
  })
  .meta({ id: 'Held' });
export type Held = z.infer<typeof Held>;

const routes = {
  readHeld: defineRoute({
    id: 'readHeld',
    service: 'membership',
    method: 'GET',
    path: '/people/:id/held',
    summary: 'The same as the archive of a person, to be read on a page: for themselves, or for hosts',
    right: 'people.edit',
    params: z.object({ id: Id }),
    reply: Held,
    status: 200,
    problems: ['rate-limited', 'unavailable'],
  }),
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

const questions = {
  /**
   * Answered by each service about what it holds of one person, so many records at a time: ask on with `next` until
   * there is none, since one answer fits into one message.
   */
  held: ofEachService((service) =>
    defineQuestion({
      name: `person.held.${service}`,
      summary: `What ${service} holds of a person, for the person`,
      question: z.strictObject({ network: NetworkId, person: Id, after: z.string().max(300).optional() }),
      answer: z.object({
        title: z.string().optional(),
        records: z.array(z.record(z.string(), z.unknown())),
        next: z.string().optional(),
      }),
    }),
  ),
  /** Answered by each service: what those of these records that are its own are called. */
  names: ofEachService((service) =>
    defineQuestion({
      name: `person.names.${service}`,
      summary: `What records of ${service} are called, for whoever reads of them`,
      question: z.strictObject({ network: NetworkId, ids: z.array(z.string().max(64)).max(500) }),
      answer: z.object({ names: z.record(z.string(), z.string()) }),
    }),
  ),
};

export const personRightsContract = defineCapability({
  name: 'person-rights',
  service: 'membership',
  routes,
  questions,
});
