import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { changesOf } from '../changes.ts';
import { defineEvent } from '../envelope.ts';
import { Id, Version } from '../id.ts';
import { PageQuery, pageOf } from '../listing.ts';
import { defineRoute } from '../route.ts';
import { line } from '../text.ts';

export const OrganisationKind = z.enum([
  'health-or-care',
  'government',
  'education-or-research',
  'charity-or-community',
  'business',
  'other',
]);

const description = z.strictObject({
  name: line(),
  kind: OrganisationKind.optional(),
  region: line(80).optional(),
  website: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .optional(),
  aliases: z
    .array(line())
    .max(50)
    .default([])
    .meta({ description: 'Other names that lead to it, whatever their case or accents' }),
});

/** Where people work. One entity for all the ways its name is written. */
export const Organisation = z
  .object({ id: Id, version: Version, ...description.shape, aliases: z.array(line()) })
  .meta({ id: 'Organisation' });
export type Organisation = z.infer<typeof Organisation>;

const one = z.object({ id: Id });

const routes = {
  listOrganisations: defineRoute({
    id: 'listOrganisations',
    service: 'membership',
    method: 'GET',
    path: '/organisations',
    summary: 'The organisations of the network, by name; `text` looks in names and aliases',
    right: 'signed-in',
    query: PageQuery.extend({
      text: line(100).optional(),
      kind: OrganisationKind.optional(),
      region: line(80).optional(),
    }),
    reply: pageOf(Organisation),
    status: 200,
  }),
  readOrganisation: defineRoute({
    id: 'readOrganisation',
    service: 'membership',
    method: 'GET',
    path: '/organisations/:id',
    summary: 'One organisation; the id of one that was merged leads to the one it became part of',
    right: 'signed-in',
    params: one,
    reply: Organisation,
    status: 200,
  }),
  addOrganisation: defineRoute({
    id: 'addOrganisation',
    service: 'membership',
    method: 'POST',
    path: '/organisations',
    summary: 'Add an organisation; its name and aliases lead to it alone',
    right: 'organisation.edit',
    body: description,
    reply: Organisation,
    status: 201,
    problems: ['already-exists'],
  }),
  editOrganisation: defineRoute({
    id: 'editOrganisation',
    service: 'membership',
    method: 'PATCH',
    path: '/organisations/:id',
    summary: 'Change an organisation; a name it had before stays an alias unless aliases are sent too',
    right: 'organisation.edit',
    params: one,
    body: changesOf(description),
    reply: Organisation,
    status: 200,
    ifMatch: true,
    problems: ['already-exists', 'conflict'],
  }),
  mergeOrganisations: defineRoute({
    id: 'mergeOrganisations',
    service: 'membership',
    method: 'POST',
    path: '/organisations/:id/merge',
    summary: 'Merge another organisation into this one: its names, and everybody who named it, follow',
    right: 'organisation.edit',
    params: one,
    body: z.strictObject({ other: Id }),
    reply: Organisation,
    status: 200,
    ifMatch: true,
    problems: ['unknown-reference', 'conflict'],
  }),
};

const service = 'membership';

const events = {
  // An organisation of one is a person's name, so it does not travel.
  organisationAdded: defineEvent({
    service,
    aggregate: 'organisation',
    event: 'added',
    summary: 'An organisation is known from now on',
    data: z.object({ organisation: Id }),
  }),
  organisationChanged: defineEvent({
    service,
    aggregate: 'organisation',
    event: 'changed',
    summary: 'An organisation changed its facts',
    data: z.object({ organisation: Id, fields: z.array(z.string()) }),
  }),
  organisationMerged: defineEvent({
    service,
    aggregate: 'organisation',
    event: 'merged',
    summary: 'An organisation became part of another, and whoever named it names the other',
    data: z.object({ organisation: Id, into: Id }),
  }),
  organisationRemoved: defineEvent({
    service,
    aggregate: 'organisation',
    event: 'removed',
    summary: 'An organisation is gone: only somebody who was erased had named it',
    data: z.object({ organisation: Id }),
  }),
};

export const organisationsContract = defineCapability({
  name: 'organisations',
  service: 'membership',
  routes,
  events,
});
