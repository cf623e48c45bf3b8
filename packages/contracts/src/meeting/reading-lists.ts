import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { defineEvent } from '../envelope.ts';
import { Id, Instant, Version } from '../id.ts';
import { PageQuery, pageOf } from '../listing.ts';
import { defineRoute } from '../route.ts';
import { line, paragraphs } from '../text.ts';
import { Resource } from './resources.ts';

const told = {
  title: line(200),
  about: paragraphs(2000),
  meeting: Id.optional().meta({ description: 'Of a book club: the meeting that it is read for' }),
};
const note = paragraphs(1000);
const Items = z.array(z.strictObject({ resource: Id, note: note.default('') })).max(100);

/** What a community reads, in its order, each with a note. */
export const ReadingList = z
  .object({
    id: Id,
    version: Version,
    community: Id,
    ...told,
    items: z
      .array(z.object({ resource: Resource, note }))
      .meta({ description: 'In their order; what is no longer in the library is left out' }),
    madeBy: Id.optional(),
    madeAt: Instant,
  })
  .meta({ id: 'ReadingList' });
export type ReadingList = z.infer<typeof ReadingList>;

export const ReadingListBody = z.strictObject({
  ...told,
  about: told.about.default(''),
  items: Items.default([]),
});
export type ReadingListBody = z.infer<typeof ReadingListBody>;

const service = 'meeting';
const params = z.object({ id: Id });

const routes = {
  makeReadingList: defineRoute({
    id: 'makeReadingList',
    service,
    method: 'POST',
    path: '/reading-lists',
    summary: 'Make a reading list of what is in the library; for a meeting, it is what a book club reads',
    right: 'library.add',
    body: ReadingListBody.extend({ community: Id }),
    reply: ReadingList,
    status: 201,
    problems: ['unknown-reference'],
  }),
  listReadingLists: defineRoute({
    id: 'listReadingLists',
    service,
    method: 'GET',
    path: '/reading-lists',
    summary: 'The reading lists of a community, the newest first',
    right: 'library.read',
    query: PageQuery.extend({ community: Id }),
    reply: pageOf(ReadingList),
    status: 200,
  }),
  readReadingList: defineRoute({
    id: 'readReadingList',
    service,
    method: 'GET',
    path: '/reading-lists/:id',
    summary: 'One reading list',
    right: 'library.read',
    params,
    reply: ReadingList,
    status: 200,
  }),
  editReadingList: defineRoute({
    id: 'editReadingList',
    service,
    method: 'PATCH',
    path: '/reading-lists/:id',
    summary:
      'Change a reading list, or the order of what is in it; who made it may, and those who run its community',
    right: 'library.add',
    params,
    body: z.strictObject({ ...told, meeting: Id.nullable(), items: Items }).partial(),
    reply: ReadingList,
    status: 200,
    ifMatch: true,
    problems: ['unknown-reference'],
  }),
  removeReadingList: defineRoute({
    id: 'removeReadingList',
    service,
    method: 'DELETE',
    path: '/reading-lists/:id',
    summary: 'Take a reading list away; what is in it stays in the library',
    right: 'library.add',
    params,
    reply: z.undefined(),
    status: 204,
  }),
};

const event = (name: string, summary: string) =>
  defineEvent({
    ...{ service, aggregate: 'reading-list', event: name, summary },
    data: z.object({ list: Id, community: Id }),
  });

const events = {
  readingListMade: event('made', 'A community made a reading list'),
  readingListChanged: event('changed', 'A reading list changed'),
  readingListRemoved: event('removed', 'A reading list was taken away'),
};

export const readingListsContract = defineCapability({ name: 'reading-lists', service, routes, events });
