import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { defineEvent } from '../envelope.ts';
import { Id, Instant, Version } from '../id.ts';
import { fileLimit, fileTypes } from '../kept-files.ts';
import { PageQuery, pageOf } from '../listing.ts';
import { defineRoute } from '../route.ts';
import { line, paragraphs } from '../text.ts';

export const ResourceKind = z.enum(['link', 'text', 'file']);
export type ResourceKind = z.infer<typeof ResourceKind>;

/** Who finds it: those of its community, or everybody who is signed in. */
export const ResourceAudience = z.enum(['community', 'network']);
export type ResourceAudience = z.infer<typeof ResourceAudience>;

const Tag = line(60);
const Tags = z.array(Tag).max(20);

/** An address of the web; `javascript:` and the like are none. */
const WebAddress = line(2000).refine(
  (text) => URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol),
  'is no web address; it begins with https://',
);

/** Something worth keeping: a link, a text or a file. */
export const Resource = z
  .object({
    id: Id,
    version: Version,
    community: Id.optional().meta({ description: 'Whose it is; the network’s without' }),
    kind: ResourceKind,
    title: line(200),
    url: z.string().optional(),
    text: z.string().optional(),
    file: z
      .object({ name: z.string(), type: z.string(), bytes: z.int() })
      .optional()
      .meta({ description: 'Of a file: what it is called, and how large it is' }),
    about: paragraphs(2000),
    tags: Tags,
    audience: ResourceAudience,
    meeting: Id.optional().meta({ description: 'Where it came up' }),
    addedBy: Id.optional(),
    addedAt: Instant,
  })
  .meta({ id: 'Resource' });
export type Resource = z.infer<typeof Resource>;

export const ResourceTag = z
  .object({ tag: z.string(), resources: z.int() })
  .meta({ id: 'ResourceTag', description: 'A tag, and on how many of the resources that one finds' });
export type ResourceTag = z.infer<typeof ResourceTag>;

const told = {
  title: line(200),
  about: paragraphs(2000).default(''),
  tags: Tags.default([]),
  audience: ResourceAudience.default('community'),
};

const params = z.object({ id: Id });
const service = 'meeting';

const routes = {
  addResource: defineRoute({
    id: 'addResource',
    service,
    method: 'POST',
    path: '/resources',
    summary: 'Put a link or a text into the library, of a community or of the network',
    right: 'library.add',
    body: z.strictObject({
      community: Id.optional(),
      ...told,
      url: WebAddress.optional().meta({
        description: 'A link has an address, a text has its text: one of the two',
      }),
      text: paragraphs(100_000).optional(),
      meeting: Id.optional(),
    }),
    reply: Resource,
    status: 201,
    problems: ['unknown-reference', 'already-exists'],
  }),
  addResourceFile: defineRoute({
    id: 'addResourceFile',
    service,
    method: 'POST',
    path: '/resource-files',
    summary:
      'Put a file into the library: documents, pictures, sound and plain text, at most 25 MiB; its content is to be what its name says',
    right: 'library.add',
    query: z.object({
      community: Id.optional(),
      name: line(200).meta({ description: 'What the file is called, with its ending' }),
      title: line(200),
      audience: ResourceAudience.default('community'),
      meeting: Id.optional(),
    }),
    consumes: ['application/octet-stream', '*/*'],
    reply: Resource,
    status: 201,
    problems: [
      'unknown-reference',
      'already-exists',
      'too-large',
      'unsupported-media-type',
      'rate-limited',
      'conflict',
      'idempotency-key-reused',
    ],
    bodyLimit: fileLimit,
  }),
  readResourceFile: defineRoute({
    id: 'readResourceFile',
    service,
    method: 'GET',
    path: '/resources/:id/file',
    summary: 'A file of the library, to be saved: it is never shown as a page',
    right: 'signed-in',
    params,
    produces: [...new Set(Object.values(fileTypes))],
    reply: z.unknown(),
    status: 200,
  }),
  listResources: defineRoute({
    id: 'listResources',
    service,
    method: 'GET',
    path: '/resources',
    summary: 'The library, the newest first: what is for everybody, and what your communities keep',
    right: 'signed-in',
    query: PageQuery.extend({
      community: Id.optional(),
      tag: Tag.optional(),
      text: line(100)
        .optional()
        .meta({ description: 'Beginnings of words, all of them, in titles, tags and texts' }),
      kind: ResourceKind.optional(),
      since: Instant.optional().meta({ description: 'What is new from this moment on' }),
    }),
    reply: pageOf(Resource),
    status: 200,
  }),
  readResource: defineRoute({
    id: 'readResource',
    service,
    method: 'GET',
    path: '/resources/:id',
    summary: 'One thing in the library',
    right: 'signed-in',
    params,
    reply: Resource,
    status: 200,
  }),
  editResource: defineRoute({
    id: 'editResource',
    service,
    method: 'PATCH',
    path: '/resources/:id',
    summary: 'Change what is said of it; who put it there may, and those who run its community',
    right: 'library.add',
    params,
    body: z
      .strictObject({
        title: line(200),
        about: paragraphs(2000),
        tags: Tags,
        audience: ResourceAudience,
        text: paragraphs(100_000),
      })
      .partial(),
    reply: Resource,
    status: 200,
    ifMatch: true,
  }),
  removeResource: defineRoute({
    id: 'removeResource',
    service,
    method: 'DELETE',
    path: '/resources/:id',
    summary: 'Take something out of the library',
    right: 'library.add',
    params,
    reply: z.undefined(),
    status: 204,
  }),
  noteLibraryVisit: defineRoute({
    id: 'noteLibraryVisit',
    service,
    method: 'POST',
    path: '/library-visits',
    summary:
      'Say that you look at the library; answers since when you had not, by which what is new is found',
    right: 'signed-in',
    reply: z.object({ since: Instant.optional() }),
    status: 200,
  }),
  listResourceTags: defineRoute({
    id: 'listResourceTags',
    service,
    method: 'GET',
    path: '/resource-tags',
    summary: 'The tags of what one finds in the library, the most used first',
    right: 'signed-in',
    query: z.object({ community: Id.optional() }),
    reply: z.object({ items: z.array(ResourceTag) }),
    status: 200,
  }),
  renameResourceTag: defineRoute({
    id: 'renameResourceTag',
    service,
    method: 'POST',
    path: '/resource-tags/renaming',
    summary:
      'Give a tag of a community’s library another name; where that is a tag already, the two become one',
    right: 'library.tidy',
    body: z.strictObject({ community: Id, from: Tag, to: Tag }),
    reply: z.object({ changed: z.int() }),
    status: 200,
    problems: ['unknown-reference', 'too-large'],
  }),
};

const data = z.object({ resource: Id, community: Id.optional() });
const event = (name: string, summary: string) =>
  defineEvent({ service, aggregate: 'resource', event: name, summary, data });

const events = {
  resourceAdded: event('added', 'Something was put into the library'),
  resourceChanged: event('changed', 'Something in the library changed'),
  resourceRemoved: event('removed', 'Something was taken out of the library'),
};

export const resourcesContract = defineCapability({ name: 'resources', service: 'meeting', routes, events });
