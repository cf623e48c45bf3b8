import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { Id, Month, Version } from '../id.ts';
import { PageQuery, pageOf } from '../listing.ts';
import { defineRoute } from '../route.ts';
import { line, paragraphs } from '../text.ts';
import { DigestSection } from './digests.ts';

/** A monthly letter as it went out, in the archive. */
export const ArchivedLetter = z
  .object({
    id: Id,
    version: Version,
    month: Month,
    title: line(200),
    introduction: paragraphs(10_000),
    sections: z
      .array(DigestSection)
      .meta({ description: 'What was for everyone, and to who is signed in what was for their communities' }),
    openly: z.boolean().meta({ description: 'Whether visitors may read it' }),
  })
  .meta({ id: 'ArchivedLetter' });
export type ArchivedLetter = z.infer<typeof ArchivedLetter>;

const one = z.object({ id: Id });
const service = 'notification';

const routes = {
  listLetters: defineRoute({
    id: 'listLetters',
    service,
    method: 'GET',
    path: '/letters',
    summary: 'The monthly letters that went out, newest first; to visitors those that are shown openly',
    right: 'public',
    query: PageQuery,
    reply: pageOf(ArchivedLetter.omit({ sections: true })),
    status: 200,
  }),
  readLetter: defineRoute({
    id: 'readLetter',
    service,
    method: 'GET',
    path: '/letters/:id',
    summary: 'One monthly letter as it went out',
    right: 'public',
    params: one,
    reply: ArchivedLetter,
    status: 200,
  }),
  showLetter: defineRoute({
    id: 'showLetter',
    service,
    method: 'PUT',
    path: '/letters/:id/openness',
    summary: 'Show a letter that went out to visitors too, without what was for communities; or no longer',
    right: 'digest.edit',
    params: one,
    body: z.strictObject({ openly: z.boolean() }),
    reply: ArchivedLetter,
    status: 200,
    ifMatch: true,
    problems: ['conflict'],
  }),
};

export const letterArchiveContract = defineCapability({ name: 'letter-archive', service, routes });
