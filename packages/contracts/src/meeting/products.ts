import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { defineEvent } from '../envelope.ts';
import { Id, Instant, Version } from '../id.ts';
import { PageQuery, pageOf } from '../listing.ts';
import { defineRoute } from '../route.ts';
import { line, paragraphs } from '../text.ts';

export const KnowledgeProductKind = z.enum([
  'guide',
  'toolkit',
  'case-study',
  'report',
  'brief',
  'course',
  'other',
]);
export type KnowledgeProductKind = z.infer<typeof KnowledgeProductKind>;

/** A draft is its community's; somebody else reviews it; published, the whole network finds it. */
export const KnowledgeProductState = z.enum(['draft', 'reviewed', 'published']);
export type KnowledgeProductState = z.infer<typeof KnowledgeProductState>;

const told = { title: line(200), kind: KnowledgeProductKind, about: paragraphs(5000) };
const people = z.array(Id).max(50);
const linked = z.array(Id).max(50);
const Linked = z.array(z.object({ id: Id, title: z.string() }));

/** What a community made of what it learnt. */
export const KnowledgeProduct = z
  .object({
    id: Id,
    version: Version,
    community: Id,
    ...told,
    state: KnowledgeProductState,
    authors: people,
    cases: Linked.meta({ description: 'The learning cases behind it that whoever asks may read' }),
    resources: Linked.meta({ description: 'What of the library belongs to it, as whoever asks finds it' }),
    reviewedBy: Id.optional(),
    reviewedAt: Instant.optional(),
    publishedAt: Instant.optional(),
    begunAt: Instant,
  })
  .meta({ id: 'KnowledgeProduct' });
export type KnowledgeProduct = z.infer<typeof KnowledgeProduct>;

export const KnowledgeProductBody = z.strictObject({
  ...told,
  about: told.about.default(''),
  authors: people.default([]),
  cases: linked.default([]),
  resources: linked.default([]),
});
export type KnowledgeProductBody = z.infer<typeof KnowledgeProductBody>;

const service = 'meeting';
const params = z.object({ id: Id });

const routes = {
  beginKnowledgeProduct: defineRoute({
    id: 'beginKnowledgeProduct',
    service,
    method: 'POST',
    path: '/knowledge-products',
    summary: 'Begin something that a community makes of what it learnt: it is a draft at first',
    right: 'library.add',
    body: KnowledgeProductBody.extend({ community: Id }),
    reply: KnowledgeProduct,
    status: 201,
    problems: ['unknown-reference'],
  }),
  listKnowledgeProducts: defineRoute({
    id: 'listKnowledgeProducts',
    service,
    method: 'GET',
    path: '/knowledge-products',
    summary: 'What communities made, the newest first: what is published, and all of one’s own communities',
    right: 'signed-in',
    query: PageQuery.extend({ community: Id.optional(), state: KnowledgeProductState.optional() }),
    reply: pageOf(KnowledgeProduct),
    status: 200,
  }),
  readKnowledgeProduct: defineRoute({
    id: 'readKnowledgeProduct',
    service,
    method: 'GET',
    path: '/knowledge-products/:id',
    summary: 'One thing that a community made',
    right: 'signed-in',
    params,
    reply: KnowledgeProduct,
    status: 200,
  }),
  editKnowledgeProduct: defineRoute({
    id: 'editKnowledgeProduct',
    service,
    method: 'PATCH',
    path: '/knowledge-products/:id',
    summary:
      'Change it: its authors may and those who run the community, who alone change what is published. What was reviewed is a draft again',
    right: 'library.add',
    params,
    body: z.strictObject({ ...told, authors: people, cases: linked, resources: linked }).partial(),
    reply: KnowledgeProduct,
    status: 200,
    ifMatch: true,
    problems: ['unknown-reference'],
  }),
  moveKnowledgeProduct: defineRoute({
    id: 'moveKnowledgeProduct',
    service,
    method: 'PUT',
    path: '/knowledge-products/:id/state',
    summary:
      'Say that you reviewed it, who are none of its authors; publish it, who run the community; or make it a draft again',
    right: 'library.add',
    params,
    body: z.strictObject({ state: KnowledgeProductState }),
    reply: KnowledgeProduct,
    status: 200,
    ifMatch: true,
    problems: ['conflict'],
  }),
  removeKnowledgeProduct: defineRoute({
    id: 'removeKnowledgeProduct',
    service,
    method: 'DELETE',
    path: '/knowledge-products/:id',
    summary: 'Take it away; what belongs to it stays in the library',
    right: 'library.add',
    params,
    reply: z.undefined(),
    status: 204,
  }),
};

const event = (name: string, summary: string) =>
  defineEvent({
    ...{ service, aggregate: 'knowledge-product', event: name, summary },
    data: z.object({ product: Id, community: Id, state: KnowledgeProductState }),
  });

const events = {
  knowledgeProductBegun: event('begun', 'A community began to make something of what it learnt'),
  knowledgeProductChanged: event('changed', 'A knowledge product changed, or moved on to another state'),
  knowledgeProductRemoved: event('removed', 'A knowledge product was taken away'),
};

export const productsContract = defineCapability({ name: 'products', service, routes, events });
