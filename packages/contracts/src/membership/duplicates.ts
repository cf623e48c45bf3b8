import { z } from 'zod';
import { EmailAddress } from '../address.ts';
import { defineCapability } from '../capability.ts';
import { defineEvent } from '../envelope.ts';
import { Id, Instant, Version } from '../id.ts';
import { defineRoute } from '../route.ts';
import { line } from '../text.ts';
import { Person } from './people.ts';

export const DuplicateReason = z.enum([
  'same-name',
  'similar-name',
  'similar-address',
  'same-organisation',
  'same-region',
]);
export type DuplicateReason = z.infer<typeof DuplicateReason>;

const Candidate = z.object({
  id: Id,
  version: Version,
  name: line(),
  email: EmailAddress,
  organisation: line().optional(),
  region: line(80).optional(),
  joinedAt: Instant,
});

/** Two members who may be one person, the earlier one first. */
export const DuplicatePair = z
  .object({ people: z.tuple([Candidate, Candidate]), reasons: z.array(DuplicateReason).min(1) })
  .meta({ id: 'DuplicatePair' });
export type DuplicatePair = z.infer<typeof DuplicatePair>;

const kept = z.object({ id: Id.meta({ description: 'Who is kept' }) });

const routes = {
  findDuplicates: defineRoute({
    id: 'findDuplicates',
    service: 'membership',
    method: 'GET',
    path: '/duplicates',
    summary: 'Pairs of members who may be one person, the likeliest first, each with the reasons',
    right: 'people.merge',
    query: z.object({
      skip: z.coerce.number().int().min(0).max(100_000).default(0).meta({
        description: 'So many of the likeliest are left out: the next page',
      }),
      limit: z.coerce.number().int().min(1).max(200).default(200),
    }),
    reply: z.object({ items: z.array(DuplicatePair), more: z.boolean() }),
    status: 200,
  }),
  dismissDuplicate: defineRoute({
    id: 'dismissDuplicate',
    service: 'membership',
    method: 'POST',
    path: '/duplicates/dismissals',
    summary: 'Say that two members are different people: the pair is not listed again',
    right: 'people.merge',
    body: z.strictObject({ people: z.tuple([Id, Id]) }),
    reply: z.undefined(),
    status: 204,
    problems: ['unknown-reference'],
  }),
  previewMerge: defineRoute({
    id: 'previewMerge',
    service: 'membership',
    method: 'GET',
    path: '/people/:id/merge',
    summary: 'Preview a merge: how a person would be once another one is merged into them',
    right: 'people.merge',
    params: kept,
    query: z.object({ gone: Id }),
    reply: z.object({
      result: Person,
      goneVersion: Version,
      filled: z.array(z.string()).meta({ description: 'Fields taken from the one who goes' }),
      lost: z
        .array(z.string())
        .meta({ description: 'Fields of the one who goes that the kept one’s win over' }),
    }),
    status: 200,
    problems: ['conflict'],
  }),
  mergePeople: defineRoute({
    id: 'mergePeople',
    service: 'membership',
    method: 'POST',
    path: '/people/:id/merge',
    summary:
      'Make one person of two, with everything that pointed at the other following in every service; it cannot be undone',
    right: 'people.merge',
    fresh: 'always',
    params: kept,
    body: z.strictObject({ gone: Id, goneVersion: Version }),
    reply: Person,
    status: 200,
    ifMatch: true,
    problems: ['conflict'],
  }),
};

const service = 'membership';

const events = {
  personMerged: defineEvent({
    service,
    aggregate: 'person',
    event: 'merged',
    summary: 'Someone was in the network twice: what named the one names the kept one from now on',
    data: z.object({ person: Id, kept: Id }),
  }),
};

export const duplicatesContract = defineCapability({
  name: 'duplicates',
  service: 'membership',
  routes,
  events,
});
