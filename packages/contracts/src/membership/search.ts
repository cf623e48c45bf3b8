import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { Id, Instant, NetworkId, ServiceName } from '../id.ts';
import { defineQuestion } from '../question.ts';
import { Actor } from '../rights.ts';
import { defineRoute } from '../route.ts';
import { line } from '../text.ts';

/** The kinds of things that a search finds. */
export const FoundKind = z.enum([
  ...['community', 'person', 'meeting', 'decision', 'case', 'tension'],
  ...['resource', 'reading-list', 'product'],
] as const);
export type FoundKind = z.infer<typeof FoundKind>;

export const Found = z
  .object({
    kind: FoundKind,
    id: Id,
    title: line(),
    detail: line(700).optional().meta({ description: 'What tells it from others of its name' }),
    community: Id.optional().meta({ description: 'Whose it is' }),
    at: Instant.optional().meta({ description: 'When it is, of what has a time' }),
  })
  .meta({ id: 'Found', description: 'Something that a search found' });
export type Found = z.infer<typeof Found>;

const sought = {
  text: line(100).meta({
    description: 'Beginnings of words, all of them, in whatever case and with or without accents',
  }),
  limit: z.coerce.number().int().min(1).max(50).default(20).meta({ description: 'Of each kind' }),
};

const found = {
  items: z.array(Found),
  more: z.array(FoundKind).meta({ description: 'Of which there are more than are shown' }),
};

/** Asked of a service by whoever searches: what of its own they may see, the best first. */
const searchQuestion = (service: ServiceName) =>
  defineQuestion({
    name: `${service}.search`,
    summary: `What of ${service} somebody finds who searches the network`,
    question: z.strictObject({
      network: NetworkId,
      actor: Actor.optional().meta({ description: 'Who searches; nobody is a visitor' }),
      ...sought,
    }),
    answer: z.object(found),
  });

const routes = {
  searchNetwork: defineRoute({
    id: 'searchNetwork',
    service: 'membership',
    method: 'GET',
    path: '/search',
    summary:
      'Search communities, people, meetings and what came out of them at once: what whoever asks may see, the communities first. What of a service that is away could not be searched is said',
    right: 'public',
    query: z.object(sought),
    reply: z.object({
      ...found,
      away: z.array(ServiceName).meta({ description: 'Services that did not answer' }),
    }),
    status: 200,
  }),
};

/** The services that are asked beside membership itself: a line each. */
const questions = {
  meeting: searchQuestion('meeting'),
};

export const searchContract = defineCapability({ name: 'search', service: 'membership', routes, questions });
